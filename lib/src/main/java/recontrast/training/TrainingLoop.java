package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.data.BatchOrder;
import recontrast.model.Batch;
import recontrast.model.FeatureReconstruction;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;

/**
 * Trains a model: for each batch, reconstruct, measure the loss, go back, update, tell.
 *
 * <p>Of a step the host reads nothing but the loss, and a GPU is not made to wait for that: it goes on for some steps
 * before their losses are read together.
 */
public final class TrainingLoop implements AutoCloseable {

    private static final int UNREAD_ON_GPU = 16;

    private final NDManager manager;
    private final TrainingStep step;
    private final Batches train;
    private final BatchOrder order;
    private final Optimizers optimizers;
    private final CoreTurns cores;
    private final int unreadAtMost;

    /** Builds the loop around a model, within the lifetime of the model's tensors. */
    public TrainingLoop(FeatureReconstruction model, TrainingStep step, Batches train, BatchOrder order,
            TrainingPlan plan, CoreTurns cores) {
        this(model, step, train, order, plan, cores,
                model.parameters().manager().getDevice().isGpu() ? UNREAD_ON_GPU : 1);
    }

    /** A loop that reads losses once there are so many. */
    TrainingLoop(FeatureReconstruction model, TrainingStep step, Batches train, BatchOrder order,
            TrainingPlan plan, CoreTurns cores, int unreadAtMost) {
        this.manager = model.parameters().manager();
        this.step = step;
        this.train = train;
        this.order = order;
        this.optimizers = new Optimizers(model, plan);
        this.cores = cores;
        this.unreadAtMost = unreadAtMost;
    }

    /**
     * Trains from one iteration to another, or until this thread is interrupted; the interrupt is then consumed.
     *
     * @return the iteration reached
     * @throws NonFiniteLossException if a loss is infinite or no number; the step that gave it is not recorded
     */
    public int run(int from, int to, TrainingListener listener) {
        int iteration = from;
        Queue<NDArray> unread = new ArrayDeque<>();
        try {
            while (iteration < to && !interruptedBeforeTurn()) {
                unread.add(take(iteration, listener));
                iteration++;
                if (unread.size() == unreadAtMost || listener.judges(iteration)) {
                    tell(iteration, unread, listener);
                }
            }
            tell(iteration, unread, listener);
        } catch (CancellationException interruptedWhileEvaluating) {
            Thread.interrupted();
        }
        return iteration;
    }

    private boolean interruptedBeforeTurn() {
        cores.await();
        return Thread.interrupted();
    }

    /** The loss of a step, on the device. */
    private NDArray take(int iteration, TrainingListener listener) {
        try (NDManager scratch = manager.newSubManager()) {
            Batch seen = train.observe(scratch, order.at(iteration));
            return scratch.ret(step.run(scratch, seen, iteration, pairs -> listener.reconstructed(iteration, pairs),
                    () -> optimizers.step(iteration)).stopGradient());
        }
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

    /** The optimisers, whose state a checkpoint keeps. */
    public Optimizers optimizers() {
        return optimizers;
    }

    @Override
    public void close() {
        optimizers.close();
    }
}
