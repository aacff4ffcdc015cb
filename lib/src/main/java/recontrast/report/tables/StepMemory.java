package recontrast.report.tables;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.bench.PeakMemory;
import recontrast.model.Blueprint;
import recontrast.report.Figures;
import recontrast.training.TrainingPlan;

import java.util.OptionalLong;

/**
 * How much memory training steps took, beside what was computed beforehand.
 *
 * @param config that was trained
 * @param experiment it was trained in
 * @param peak of the process by then, in bytes; not known everywhere
 */
public record StepMemory(Config config, Experiment experiment, OptionalLong peak) {

    private static final int SIDE = 256; // of the paper's images
    private static final double GIB = 1L << 30;

    /** After the steps of a configuration. */
    public static StepMemory now(Config config, Experiment experiment) {
        return new StepMemory(config, experiment, PeakMemory.bytes());
    }

    /** In a line. */
    public String text() {
        TrainingPlan plan = experiment.plan();
        return ("memory   %s: this process took %s at most by the end of its training steps; computed: tensors of a"
                + " step %s, of 16 images of 256 px %s").formatted(
                config, peak.isPresent() ? gib(peak.getAsLong()) : "what is not known here",
                gib(bytes(experiment.resolution().crop(), plan.batch())),
                gib(bytes(SIDE, TrainingPlan.PAPER.batch())));
    }

    private long bytes(int side, int batch) {
        return new Blueprint(config.architecture(experiment.backbone(), experiment.plan()), side).stepBytes(batch);
    }

    private static String gib(long bytes) {
        return Figures.of(bytes / GIB, 2) + " GiB";
    }
}
