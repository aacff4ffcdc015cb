package recontrast.report.reproduction;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import recontrast.Compute;
import recontrast.Config;
import recontrast.model.Activation;
import recontrast.model.Backbone;
import recontrast.model.EncoderTraining;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.report.Spread;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The parameters of a network, counted (paper, Table A5).
 *
 * @param method as the paper calls the network
 * @param backbone encoder
 * @param config configuration, which decides how many encoders there are
 */
public record NetworkSize(String method, Backbone backbone, Config config) {

    static final String PARAMETERS = "parameters (M)";
    static final String WITH_UNUSED = "with unused layer (M)";
    private static final double MILLION = 1e6;

    /** All weights that the network computes with, frozen encoders included. */
    long parameters() {
        try (NDManager manager = Compute.manager(Device.cpu());
                Parameters parameters = Parameters.within(manager, 0)) {
            config.architecture(backbone, EncoderTraining.BATCH_STATISTICS, Normalization.BATCH, Activation.RELU)
                    .build(parameters);
            return parameters.weights("").stream().mapToLong(weight -> weight.stored().size()).sum();
        }
    }

    /** A 1x1 convolution and its normalisation that the published bottleneck has and nothing uses. */
    long unused() {
        long out = backbone.channels(4);
        return 2 * out * out + 2 * out;
    }

    List<TableFigure> figures() {
        long used = parameters();
        return List.of(figure(PARAMETERS, used), figure(WITH_UNUSED, used + unused()));
    }

    private TableFigure figure(String metric, long count) {
        return new TableFigure(TableFigure.Source.MEASURED, Averages.ALL, method, metric, Moment.UNSAID,
                new Spread(count / MILLION, OptionalDouble.empty()));
    }
}
