package recontrast.rival;

import ai.djl.ndarray.NDArray;
import recontrast.data.BatchOrder;
import recontrast.data.PixelNormalization;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.MapUpsampling;
import recontrast.detector.Method.Setup;
import recontrast.metric.AnomalyMap;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Batch;
import recontrast.model.Encoder;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Steps;
import recontrast.training.Training;
import recontrast.training.TrainingLoop;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A detector that looks at the images themselves, and what those of this package share. */
abstract class ImageDetector implements AnomalyDetector {

    final Setup setup;
    final MapUpsampling upsampling;

    private final Parameters parameters;
    private final PixelNormalization pixels;

    /** With maps that are smoothed as the plan says. */
    ImageDetector(Parameters parameters, Setup setup) {
        this(parameters, setup, setup.plan().variant().smoothing(), Corners.APART);
    }

    ImageDetector(Parameters parameters, Setup setup, Smoothing smoothing, Corners corners) {
        this.setup = setup;
        this.parameters = parameters;
        this.pixels = new PixelNormalization(parameters.manager());
        this.upsampling = new MapUpsampling(parameters.manager(), setup.resolution().crop(), smoothing, corners);
    }

    /** The images of a batch, from -1 to 1: (B, 3, S, S). */
    final NDArray pixels(Batch batch) {
        return pixels.centred(batch.images());
    }

    /** A training of such steps, over shuffled batches. */
    final Training loop(Steps steps, Batches train, long seed, CoreTurns cores) {
        BatchOrder order = new BatchOrder(train.images().count(), setup.plan().batch(), seed);
        return new TrainingLoop(steps, parameters, train, order::at, cores);
    }

    /** The images that it is fitted to, to be looked at. */
    final GoodImages good(Batches train, CoreTurns cores) {
        return new GoodImages(train, parameters.manager(), cores);
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public Optional<Encoder> constantEncoder() {
        return Optional.empty();
    }

    /**
     * Maps beside scores that are not taken from them.
     *
     * @param score (B)
     */
    static Maps scored(NDArray score, Supplier<List<AnomalyMap>> maps) {
        return new Maps() {
            @Override
            public List<AnomalyMap> all() {
                return maps.get();
            }

            @Override
            public Optional<double[]> scores() {
                float[] values = score.toFloatArray();
                return Optional.of(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
            }
        };
    }
}
