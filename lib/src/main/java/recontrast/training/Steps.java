package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.Batch;

import java.util.Map;
import java.util.concurrent.CancellationException;

/** What a {@link TrainingLoop} repeats: the steps of one way to train, and what it takes to go on after any of them. */
public interface Steps extends AutoCloseable {

    /**
     * Fits what the first step sets out from.
     *
     * @throws CancellationException if this thread is interrupted; it is fitted anew then
     */
    default void begin() { }

    /**
     * Takes a step.
     *
     * @param owner of everything that it computes
     * @param batch the images
     * @param iteration of the training, from 0
     * @param listener is told of what the step measures besides its loss
     * @return the loss before the update, a scalar on the device
     */
    NDArray take(NDManager owner, Batch batch, int iteration, TrainingListener listener);

    /** Fits what follows from the weights, before they are evaluated or kept. */
    default void end() { }

    /** What the optimisers remember, by names that start with {@value Checkpoint#OPTIMIZER}. */
    Map<String, NDArray> state();

    /** Takes up what {@link #state} gave after so many iterations. */
    void resume(Map<String, NDArray> state, int iterations);

    @Override
    void close();
}
