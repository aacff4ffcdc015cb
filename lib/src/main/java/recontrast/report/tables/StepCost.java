package recontrast.report.tables;

import org.apiguardian.api.API;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.bench.Timing;
import recontrast.data.ImageSize;
import recontrast.model.Blueprint;
import recontrast.model.Precision;
import recontrast.report.Figures;
import recontrast.training.TrainingPlan;

import java.util.OptionalLong;

/**
 * What the training steps of a configuration cost, beside what was computed beforehand.
 *
 * @param config that was trained
 * @param experiment it was trained in
 */
@API(status = API.Status.INTERNAL)
public record StepCost(Config config, Experiment experiment) {

    private static final double GIGA = 1e9;
    private static final double MILLISECONDS = 1e3; // of a second
    private static final ImageSize PAPER = ImageSize.square(256);
    private static final double GIB = 1L << 30;

    /** How fast they compute, to be held against what the device can do at most, in a line. */
    public String speed(Timing step) {
        double operations = 2.0 * experiment.plan().batch() * network(experiment.resolution().crop()).stepMacs();
        return "speed    %s: %s GFLOPS, for a step computes %s GFLOP (backward counted as twice forward)".formatted(
                config, Figures.of(operations / GIGA / (step.median() / MILLISECONDS), 0),
                Figures.of(operations / GIGA, 1));
    }

    /**
     * How much memory they take, in a line.
     *
     * @param peak of the process by their end, in bytes; not known everywhere
     */
    public String memory(OptionalLong peak) {
        return ("memory   %s: this process took %s at most by the end of its training steps; computed%s: tensors"
                + " of a step %s, of 16 images of 256 px %s").formatted(
                config, peak.isPresent() ? gib(peak.getAsLong()) : "what is not known here",
                experiment.plan().precision() == Precision.FULL ? "" : ", all in full precision",
                gib(network(experiment.resolution().crop()).stepBytes(experiment.plan().batch())),
                gib(network(PAPER).stepBytes(TrainingPlan.PAPER.batch())));
    }

    private Blueprint network(ImageSize size) {
        return new Blueprint(
                config.architecture(experiment.backbone(), experiment.plan()), size.height(), size.width());
    }

    private static String gib(long bytes) {
        return Figures.of(bytes / GIB, 2) + " GiB";
    }
}
