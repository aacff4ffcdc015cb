package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.analysis.FeatureDiversity;
import recontrast.data.BatchOrder;
import recontrast.loss.CosineLoss;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.View;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Trains a model that reconstructs features: batch after batch a {@link TrainingStep}.
 *
 * <p>Of a step the host reads nothing but the loss, and a GPU is not made to wait for that: it goes on for some steps
 * before their losses are read together.
 */
public final class TrainingLoop implements Training {

    private static final int UNREAD_ON_GPU = 16;

    private final FeatureReconstruction model;
    private final Optimizers optimizers;
    private final TrainingStep step;
    private final Batches train;
    private final BatchOrder order;
    private final int diversityEvery;
    private final CoreTurns cores;
    private final int unreadAtMost;

    /** Builds the loop around a model, within the lifetime of the model's tensors. */
    public TrainingLoop(FeatureReconstruction model, CosineLoss loss, Batches train, BatchOrder order,
            TrainingPlan plan, CoreTurns cores) {
        this(model, loss, train, order, plan, cores,
                model.parameters().manager().getDevice().isGpu() ? UNREAD_ON_GPU : 1);
    }

    /** A loop that reads losses once there are so many. */
    TrainingLoop(FeatureReconstruction model, CosineLoss loss, Batches train, BatchOrder order,
            TrainingPlan plan, CoreTurns cores, int unreadAtMost) {
        this.model = model;
        this.optimizers = new Optimizers(model, plan);
        this.step = new TrainingStep(model, loss, optimizers::step);
        this.train = train;
        this.order = order;
        this.diversityEvery = plan.diversityEvery();
        this.cores = cores;
        this.unreadAtMost = unreadAtMost;
    }

    @Override
    public int advance(int from, int to, TrainingListener listener) {
        int iteration = from;
        Queue<NDArray> unread = new ArrayDeque<>();
        while (iteration < to && !interruptedBeforeTurn()) {
            unread.add(step(iteration, listener));
            iteration++;
            if (unread.size() == unreadAtMost) {
                tell(iteration, unread, listener);
            }
        }
        tell(iteration, unread, listener);
        return iteration;
    }

    private boolean interruptedBeforeTurn() {
        cores.await();
        return Thread.interrupted();
    }

    /** The loss of a step, on the device. */
    private NDArray step(int iteration, TrainingListener listener) {
        try (NDManager scratch = model.parameters().manager().newSubManager()) {
            TrainingStep.Taken taken = step.take(scratch, train.observe(scratch, order.at(iteration)), iteration);
            if (iteration % diversityEvery == 0) {
                tellDiversity(iteration, taken.pairs(), listener);
            }
            return scratch.ret(taken.loss().stopGradient());
        }
    }

    /** Of the encoder that trains, in the mode it trains in. */
    private static void tellDiversity(int iteration, List<FeaturePair> pairs, TrainingListener listener) {
        pairs.stream().filter(pair -> pair.view() == View.ENCODER).forEach(pair -> listener.diversity(
                new Diversity(iteration, pair.stage(), FeatureDiversity.of(pair.target().stopGradient()))));
    }

    /** Reads the losses of the latest steps. */
    private static void tell(int reached, Queue<NDArray> unread, TrainingListener listener) {
        while (!unread.isEmpty()) {
            int iteration = reached - unread.size();
            try (NDArray read = unread.remove()) {
                float loss = read.getFloat();
                if (!Float.isFinite(loss)) {
                    throw new NonFiniteLossException(iteration, loss);
                }
                listener.stepped(iteration + 1, loss);
            }
        }
    }

    @Override
    public void save(Path state) {
        Checkpoint.save(model.parameters(), optimizers, state);
    }

    @Override
    public void resume(Path state, int iterations) {
        Checkpoint.load(model.parameters(), optimizers, iterations, state);
    }

    @Override
    public void close() {
        optimizers.close();
    }
}
