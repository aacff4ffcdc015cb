package recontrast.bench;

import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.BatchOrder;
import recontrast.data.MemoryBudget;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.detector.Evaluator;
import recontrast.detector.Method;
import recontrast.detector.ReconstructionDetector;
import recontrast.loss.CosineLoss;
import recontrast.model.Batch;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.KeptTensors;
import recontrast.training.Optimizers;
import recontrast.training.TrainingPlan;
import recontrast.training.TrainingStep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One configuration of an experiment, set up as for training, to time its parts. Nothing is kept. */
public final class TrainingBench implements AutoCloseable {

    private static final int WARM_UP = 2;

    private final Experiment experiment;
    private final NDManager manager;
    private final CoreTurns cores;
    private final ReconstructionDetector detector;
    private final FeatureReconstruction model;
    private final CosineLoss loss;
    private final Optimizers optimizers;
    private final Batches train;
    private final BatchOrder order;
    private int iteration;

    public TrainingBench(Experiment experiment, Config config) {
        this.experiment = experiment;
        this.manager = Compute.manager(experiment.device());
        this.cores = CoreTurns.on(experiment.device());
        Parameters parameters = Compute.parameters(manager, experiment.seed());
        this.model = config.architecture(experiment.backbone(), experiment.plan()).build(parameters);
        experiment.weights().loadInto(parameters, experiment.backbone());
        this.loss = config.loss(experiment.plan().ramp());
        this.detector = new ReconstructionDetector(model, loss, new Method.Setup(
                experiment.backbone(), experiment.plan(), experiment.resolution()));
        this.optimizers = new Optimizers(model, experiment.plan());
        this.train = batches(experiment.category().train());
        this.order = new BatchOrder(train.images().inputs(), experiment.plan().batch(), experiment.seed(),
                experiment.plan().variant().lastBatch());
    }

    private Batches batches(List<Sample> samples) {
        PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
        return Batches.kept(images, model.constantEncoder(), manager);
    }

    /**
     * A training step and the update within it; every image's frozen features are there already, as from the second
     * epoch of a training on.
     *
     * @return the whole step, then the update
     */
    public List<Timing> step(int count) {
        for (int image = 0; image < train.images().inputs(); image++) {
            try (NDManager scratch = manager.newSubManager()) {
                train.observe(scratch, image).constantFeatures();
            }
        }
        return step(count, train, () -> optimizers.step(iteration));
    }

    private List<Timing> step(int count, Batches batches, Runnable update) {
        List<Long> updates = new ArrayList<>();
        Timing whole = Timing.reported(WARM_UP, count, () -> {
            cores.await();
            TrainingStep step = new TrainingStep(model, loss, experiment.plan().precision(),
                    number -> updates.add(Timing.nanos(update)));
            return Timing.nanos(() -> take(step, batches));
        });
        return List.of(whole,
                Timing.ofNanos(updates.stream().skip(WARM_UP).mapToLong(Long::longValue).toArray()));
    }

    private void take(TrainingStep step, Batches batches) {
        try (NDManager scratch = manager.newSubManager()) {
            step.take(scratch, batches.observe(scratch, order.at(iteration)), iteration).loss().getFloat();
        }
        iteration++;
    }

    /** The update of a step as the engine's own AdamW does it, to compare with. */
    private Runnable engineUpdate() {
        Optimizer adamW = Optimizer.adamW()
                .optLearningRateTracker(Tracker.fixed((float) TrainingPlan.PAPER.learningRate()))
                .optWeightDecays((float) TrainingPlan.PAPER.weightDecay())
                .build();
        List<Parameter> trained =
                Stream.concat(model.studentWeights().stream(), model.encoderWeights().stream()).toList();
        return () -> trained.forEach(
                parameter -> adamW.update(parameter.name(), parameter.stored(), parameter.gradient()));
    }

    /** What each saving of time saves: beside {@link #step}, the same step without it. */
    public Map<String, Timing> levers(int count) {
        Map<String, Timing> levers = new LinkedHashMap<>();
        levers.put("step, frozen features kept", step(count).get(0));
        Batches forgetful = new Batches(
                train.images(), train.source(), KeptTensors.features(train.images(), model.constantEncoder(), manager, 0));
        levers.put("step, frozen features computed anew",
                step(count, forgetful, () -> optimizers.step(iteration)).get(0));
        levers.put("update, in place", step(count).get(1));
        levers.put("update, the engine's AdamW", step(count, train, engineUpdate()).get(1));
        levers.put("forward pass, an image of a batch", forward(count));
        levers.put("forward pass, an image alone", forward(count, 1));
        levers.put("a batch of kept images", batch(count));
        levers.put("a batch of images decoded anew", decoding(experiment, 1).times(order.at(0).length));
        return levers;
    }

    /** A batch of kept images, normalised on the device. */
    private Timing batch(int count) {
        return Timing.measured(WARM_UP, count, () -> {
            try (NDManager scratch = manager.newSubManager()) {
                train.images().batch(scratch, order.at(0)).sum().getFloat();
            }
        });
    }

    /** The forward pass of evaluation, images of a batch together, an image's share of it; nothing kept from before. */
    public Timing forward(int count) {
        return forward(count, Math.min(experiment.plan().batch(), train.images().inputs()));
    }

    private Timing forward(int count, int images) {
        int[] batch = IntStream.range(0, images).toArray();
        return Timing.measured(WARM_UP, count, () -> {
            try (NDManager scratch = manager.newSubManager()) {
                Batch seen = Batch.of(train.images().batch(scratch, batch), model);
                model.reconstruct(seen, Mode.EVAL).get(0).reconstruction().sum().getFloat();
            }
        }).over(images);
    }

    /** The whole test set with all metrics. */
    public Timing evaluation(int count) {
        Batches test = batches(experiment.category().test());
        Evaluator evaluator = new Evaluator(detector, test, experiment.plan().imageScore(), cores);
        return Timing.measured(1, count, () -> evaluator.evaluate(0));
    }

    /** Decoding and resizing of the training images, an image's share of it. */
    public static Timing decoding(Experiment experiment, int count) {
        List<Sample> all = experiment.category().train();
        List<Sample> samples = all.subList(0, MemoryBudget.ofHeap().fitting(all, experiment.resolution()));
        return Timing.measured(1, count, () -> {
            PreparedImages images = PreparedImages.of(samples, experiment.resolution(), experiment.maskRule());
            images.require(IntStream.range(0, images.inputs()).toArray());
        }).over(samples.size());
    }

    @Override
    public void close() {
        cores.close();
        optimizers.close();
        manager.close();
    }
}
