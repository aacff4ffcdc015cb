package recontrast.report.tables;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.bench.Timing;
import recontrast.model.Blueprint;
import recontrast.report.Figures;

/**
 * How fast training steps compute, to be held against what the device can do at most.
 *
 * @param config that was trained
 * @param experiment it was trained in
 * @param step how long its steps took
 */
public record StepSpeed(Config config, Experiment experiment, Timing step) {

    private static final double GIGA = 1e9;
    private static final double MILLISECONDS = 1e3; // of a second

    /** In a line. */
    public String text() {
        Blueprint network = new Blueprint(
                config.architecture(experiment.backbone(), experiment.plan()), experiment.resolution().crop());
        double operations = 2.0 * experiment.plan().batch() * network.stepMacs();
        return "speed    %s: %s GFLOPS, for a step computes %s GFLOP (backward counted as twice forward)".formatted(
                config, Figures.of(operations / GIGA / (step.median() / MILLISECONDS), 0),
                Figures.of(operations / GIGA, 1));
    }
}
