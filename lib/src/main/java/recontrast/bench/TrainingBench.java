package recontrast.bench;

import ai.djl.ndarray.NDManager;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.BatchOrder;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.model.Encoder;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;
import recontrast.model.Observation;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.Evaluator;
import recontrast.training.FrozenFeatures;
import recontrast.training.Optimizers;
import recontrast.training.TrainingStep;

import java.util.List;
import java.util.stream.IntStream;

/** One configuration of an experiment, set up as for training, to time its parts. Nothing is kept. */
public final class TrainingBench implements AutoCloseable {

    private static final long FEATURE_BUDGET = 1L << 30;
    private static final int WARM_UP = 2;

    private final Experiment experiment;
    private final NDManager manager;
    private final FeatureReconstruction model;
    private final TrainingStep step;
    private final Optimizers optimizers;
    private final Batches train;
    private final BatchOrder order;
    private int iteration;
    private long optimiserNanos;

    public TrainingBench(Experiment experiment, Config config) {
        this.experiment = experiment;
        this.manager = NDManager.newBaseManager(experiment.device(), "PyTorch");
        Parameters parameters = Parameters.within(manager, experiment.seed());
        this.model = config.architecture(experiment.backbone(), experiment.plan()).build(parameters);
        experiment.weights().loadInto(parameters, experiment.backbone());
        this.step = new TrainingStep(model, config.loss(experiment.plan().ramp()));
        this.optimizers = new Optimizers(model, experiment.plan());
        this.train = batches(experiment.category().train());
        this.order = new BatchOrder(train.images().count(), experiment.plan().batch(), experiment.seed(),
                experiment.plan().variant().lastBatch());
    }

    private Batches batches(List<Sample> samples) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        Encoder constant = model.constantEncoder().orElse(model.encoder());
        return new Batches(images, new FrozenFeatures(images, constant, manager, FEATURE_BUDGET));
    }

    /**
     * A training step and the update within it; every image's frozen features are there already, as from the second
     * epoch of a training on.
     *
     * @return the whole step, then the update
     */
    public List<Timing> step(int count) {
        for (int image = 0; image < train.images().count(); image++) {
            try (NDManager scratch = manager.newSubManager()) {
                train.observe(scratch, image).constantFeatures();
            }
        }
        long[] updates = new long[count];
        int[] run = {-WARM_UP};
        Timing whole = Timing.of(WARM_UP, count, () -> {
            long nanos = oneStep();
            if (run[0] >= 0) {
                updates[run[0]] = optimiserNanos;
            }
            run[0]++;
            return nanos;
        });
        return List.of(whole, Timing.of(updates));
    }

    private long oneStep() {
        long started = System.nanoTime();
        try (NDManager scratch = manager.newSubManager()) {
            Observation seen = train.observe(scratch, order.at(iteration));
            step.run(scratch, seen, iteration, pairs -> { }, () -> {
                long updating = System.nanoTime();
                optimizers.step(iteration);
                optimiserNanos = System.nanoTime() - updating;
            }).getFloat();
        }
        iteration++;
        return System.nanoTime() - started;
    }

    /** The forward pass of evaluation, images of a batch together, an image's share of it; nothing kept from before. */
    public Timing forward(int count) {
        int[] batch = IntStream.range(0, Math.min(experiment.plan().batch(), train.images().count())).toArray();
        return Timing.of(WARM_UP, count, () -> {
            try (NDManager scratch = manager.newSubManager()) {
                Observation seen = Observation.of(train.images().batch(scratch, batch), model);
                model.reconstruct(seen, Mode.EVAL).get(0).reconstruction().sum().getFloat();
            }
        }).over(batch.length);
    }

    /** The whole test set with all metrics. */
    public Timing evaluation(int count) {
        Batches test = batches(experiment.category().test());
        Evaluator evaluator = new Evaluator(model, test, experiment.plan());
        return Timing.of(1, count, () -> evaluator.evaluate(0));
    }

    /** Decoding and resizing of the training images, an image's share of it. */
    public Timing decoding(int count) {
        List<Sample> samples = experiment.category().train();
        return Timing.of(1, count, () -> {
            PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        }).over(samples.size());
    }

    @Override
    public void close() {
        optimizers.close();
        manager.close();
    }
}
