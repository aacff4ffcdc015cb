package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.MapUpsampling;
import recontrast.detector.Method;
import recontrast.metric.MapProjection.Corners;
import recontrast.model.Batch;
import recontrast.model.Encoder;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.OnePass;
import recontrast.training.Training;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** A detector that is fitted on the features of an encoder that never changes, without a loss. */
abstract class FrozenDetector implements AnomalyDetector {

    private static final int BATCH = 16;

    private final Parameters parameters;
    private final Encoder encoder;
    private final MapUpsampling upsampling;

    FrozenDetector(Parameters parameters, Method.Setup setup) {
        this.parameters = parameters;
        this.encoder = new Encoder(setup.backbone(), parameters.root().at("encoder"), Normalization.BATCH);
        this.upsampling = new MapUpsampling(parameters.manager(), setup.resolution().crop(),
                setup.plan().variant().smoothing(), Corners.APART);
    }

    /**
     * Refuses what it cannot be fitted to.
     *
     * @throws IllegalArgumentException with what was expected, found, and can be done
     */
    void require(int images) { }

    /** Makes of the features of good images what maps are made with. */
    abstract void fit(Look train, long seed);

    /** To make maps of distances. */
    final MapUpsampling upsampling() {
        return upsampling;
    }

    /** What a tensor holds, owned by another manager. */
    static NDArray value(Parameter parameter, NDManager scratch) {
        NDArray view = parameter.stored().stopGradient();
        view.attach(scratch);
        return view;
    }

    @Override
    public final Training training(Batches train, long seed, CoreTurns cores) {
        require(train.images().count());
        return new OnePass(parameters, () -> fit(new Look(train, parameters.manager(), cores), seed));
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final Optional<Encoder> constantEncoder() {
        return Optional.of(encoder);
    }

    /** A look at the good images, as often as it is taken. */
    record Look(Batches train, NDManager manager, CoreTurns cores) {

        /** What is done with a batch. */
        @FunctionalInterface
        interface Step {

            /** @param from index of its first image */
            void take(NDManager scratch, Batch batch, int from);
        }

        int images() {
            return train.images().count();
        }

        /** Shows one batch after another. */
        void each(Step step) {
            for (int from = 0; from < images(); from += BATCH) {
                pause();
                try (NDManager scratch = manager.newSubManager()) {
                    int[] batch = IntStream.range(from, Math.min(from + BATCH, images())).toArray();
                    step.take(scratch, train.observe(scratch, batch), from);
                }
            }
        }

        /**
         * Lets others have the cores, if it is their turn.
         *
         * @throws CancellationException if this thread is interrupted
         */
        void pause() {
            cores.await();
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted while it was fitted to " + images() + " images");
            }
        }
    }
}
