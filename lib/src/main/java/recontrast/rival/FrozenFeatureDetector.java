package recontrast.rival;

import ai.djl.ndarray.NDManager;
import recontrast.data.BatchOrder;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.MapUpsampling;
import recontrast.detector.Method.Setup;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Batch;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Steps;
import recontrast.training.Training;
import recontrast.training.TrainingLoop;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A detector that looks at images through an encoder that stays as it was pretrained. */
abstract class FrozenFeatureDetector implements AnomalyDetector {

    private static final int TOGETHER = 16;

    final Setup setup;
    final MapUpsampling upsampling;

    private final Parameters parameters;
    private final Encoder encoder;

    /** With maps that are smoothed as the plan says. */
    FrozenFeatureDetector(Parameters parameters, Setup setup) {
        this(parameters, setup, setup.plan().variant().smoothing(), Corners.APART);
    }

    FrozenFeatureDetector(Parameters parameters, Setup setup, Smoothing smoothing, Corners corners) {
        this.setup = setup;
        this.parameters = parameters;
        this.encoder = new Encoder(setup.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
        this.upsampling = new MapUpsampling(parameters.manager(), setup.resolution().crop(), smoothing, corners);
    }

    /** A training of such steps, over shuffled batches. */
    final Training loop(Steps steps, Batches train, long seed, CoreTurns cores) {
        BatchOrder order = new BatchOrder(train.images().count(), setup.plan().batch(), seed);
        return new TrainingLoop(steps, parameters, train, order, cores);
    }

    /**
     * Shows every good image once, some at a time.
     *
     * @throws CancellationException if this thread is interrupted
     */
    final void pass(Batches train, CoreTurns cores, Consumer<Batch> seen) {
        int count = train.images().count();
        for (int from = 0; from < count; from += TOGETHER) {
            cores.await();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted after " + from + " of " + count + " images");
            }
            try (NDManager scratch = parameters.manager().newSubManager()) {
                seen.accept(train.observe(scratch, IntStream.range(from, Math.min(from + TOGETHER, count)).toArray()));
            }
        }
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final Optional<Encoder> constantEncoder() {
        return Optional.of(encoder);
    }
}
