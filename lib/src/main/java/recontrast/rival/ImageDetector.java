package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A detector that looks at the images themselves, and what those of this package share. */
abstract class ImageDetector implements AnomalyDetector {

    private static final int TOGETHER = 16;

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

    /**
     * Shows every good image once, a few at a time.
     *
     * @throws CancellationException if this thread is interrupted
     */
    final void pass(Batches train, CoreTurns cores, Consumer<Batch> seen) {
        int count = train.images().count();
        pass(train, IntStream.range(0, count).toArray(), cores, batch -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while it was fitted to " + count + " images");
            }
            seen.accept(batch);
        });
    }

    /** Shows some of the good images, a few at a time, to the end. */
    final void pass(Batches train, int[] images, CoreTurns cores, Consumer<Batch> seen) {
        for (int from = 0; from < images.length; from += TOGETHER) {
            cores.await();
            try (NDManager scratch = parameters.manager().newSubManager()) {
                seen.accept(train.observe(
                        scratch, Arrays.copyOfRange(images, from, Math.min(from + TOGETHER, images.length))));
            }
        }
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
