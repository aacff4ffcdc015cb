package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.Parameters;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;

/**
 * Trains a model, batch after batch.
 *
 * <p>Of a step the host reads nothing but the loss, and a GPU is not made to wait for that: it goes on for some steps
 * before their losses are read together.
 */
public final class TrainingLoop implements Training {

    private static final int UNREAD_ON_GPU = 16;

    private final Steps steps;
    private final Parameters parameters;
    private final Batches train;
    private final IntFunction<int[]> order;
    private final CoreTurns cores;
    private final int unreadAtMost;

    /**
     * Builds the loop, within the lifetime of the model's tensors.
     *
     * @param steps closed with the loop
     * @param parameters the model's, which are kept
     * @param order which images an iteration sees
     */
    public TrainingLoop(
            Steps steps, Parameters parameters, Batches train, IntFunction<int[]> order, CoreTurns cores) {
        this(steps, parameters, train, order, cores,
                parameters.manager().getDevice().isGpu() ? UNREAD_ON_GPU : 1);
    }

    /** A loop that reads losses once there are so many. */
    TrainingLoop(Steps steps, Parameters parameters, Batches train, IntFunction<int[]> order, CoreTurns cores,
            int unreadAtMost) {
        this.steps = steps;
        this.parameters = parameters;
        this.train = train;
        this.order = order;
        this.cores = cores;
        this.unreadAtMost = unreadAtMost;
    }

    @Override
    public int advance(int from, int to, TrainingListener listener) {
        if (from == 0 && !begun()) {
            return 0;
        }
        int iteration = from;
        Queue<NDArray> unread = new ArrayDeque<>();
        while (iteration < to && !interruptedBeforeTurn()) {
            try {
                unread.add(step(iteration, listener));
            } catch (CancellationException whileItsImagesWereDecoded) {
                Thread.interrupted();
                break;
            }
            iteration++;
            if (unread.size() == unreadAtMost) {
                tell(iteration, unread, listener);
            }
        }
        tell(iteration, unread, listener);
        steps.end();
        return iteration;
    }

    private boolean begun() {
        try {
            steps.begin();
            return true;
        } catch (CancellationException interrupted) {
            Thread.interrupted();
            return false;
        }
    }

    private boolean interruptedBeforeTurn() {
        cores.await();
        return Thread.interrupted();
    }

    /** The loss of a step, on the device. */
    private NDArray step(int iteration, TrainingListener listener) {
        try (NDManager scratch = parameters.manager().newSubManager()) {
            NDArray loss = steps.take(scratch, train.observe(scratch, order.apply(iteration)), iteration, listener);
            return scratch.ret(loss.stopGradient());
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

    @Override
    public void save(Path state) {
        Checkpoint.save(parameters, steps.state(), state);
    }

    @Override
    public void resume(Path state, int iterations) {
        Checkpoint.load(parameters, optimizers -> steps.resume(optimizers, iterations), state);
    }

    @Override
    public void close() {
        steps.close();
    }
}
