package recontrast.report.reproduction;

import recontrast.Config;
import recontrast.model.Backbone;
import recontrast.model.Blueprint;
import recontrast.report.Moment;
import recontrast.report.Spread;
import recontrast.training.TrainingPlan;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Parameters, multiply-accumulates and memory of a network, counted (paper, Table A5).
 *
 * @param method as the paper calls the network
 * @param backbone encoder
 * @param config configuration, which decides how many encoders there are
 */
public record NetworkSize(String method, Backbone backbone, Config config) {

    static final String PARAMETERS = "parameters (M)";
    static final String WITH_UNUSED = "with unused layer (M)";
    static final String MACS = "MACs (G)";
    static final String WINDOW_MACS = "MACs, as the paper counts (G)";
    static final String STEP_MEMORY = "memory of a step, computed (GiB)";
    private static final int SIDE = 256; // of the paper's images
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;
    private static final double GIB = 1L << 30;

    /** Whether figures of this metric are counted, not measured. */
    static boolean isCounted(String metric) {
        return List.of(PARAMETERS, WITH_UNUSED, MACS, WINDOW_MACS, STEP_MEMORY).contains(metric);
    }

    private Blueprint blueprint() {
        return new Blueprint(config.architecture(backbone, TrainingPlan.PAPER), SIDE, SIDE);
    }

    /** All weights that the network computes with, frozen encoders included. */
    long parameters() {
        return blueprint().parameters();
    }

    /** A 1x1 convolution and its normalisation that the published bottleneck has and nothing uses. */
    long unused() {
        long out = backbone.channels(4);
        return 2 * out * out + 2 * out;
    }

    List<TableFigure> figures() {
        Blueprint blueprint = blueprint();
        long used = blueprint.parameters();
        return List.of(
                figure(PARAMETERS, used / MILLION),
                figure(WITH_UNUSED, (used + unused()) / MILLION),
                figure(MACS, blueprint.macs() / BILLION),
                figure(WINDOW_MACS, blueprint.windowMacs() / BILLION),
                figure(STEP_MEMORY, blueprint.stepBytes(TrainingPlan.PAPER.batch()) / GIB));
    }

    private TableFigure figure(String metric, double value) {
        return new TableFigure(TableFigure.Source.MEASURED, Averages.ALL, method, metric, Moment.UNSAID,
                new Spread(value, OptionalDouble.empty()));
    }
}
