package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.ChannelsLast;
import recontrast.model.Parameter;

import java.util.Map;

/** Moves weights by the gradients of the step in progress. */
public interface Optimizer extends AutoCloseable {

    /**
     * Moves every weight.
     *
     * @param rateFactor what a schedule multiplies the learning rate with
     */
    void step(double rateFactor);

    /**
     * The state needed to go on: tensors in order and shape of the weights, valid while this optimiser is open.
     *
     * @param name theirs start with; a number follows
     */
    Map<String, NDArray> state(String name);

    /**
     * Takes up what {@link #state} gave under that name, among other tensors.
     *
     * @throws IllegalArgumentException if it is of other weights
     */
    void resume(Map<String, NDArray> tensors, String name, long stepsTaken);

    @Override
    void close();

    /** What an optimiser remembers of a weight, in its order, before the first step. */
    static NDArray zeros(Parameter parameter, NDManager owner) {
        NDArray stored = parameter.stored();
        try (NDManager scratch = owner.newSubManager()) {
            return scratch.ret(ChannelsLast.copy(scratch.zeros(stored.getShape(), stored.getDataType())));
        }
    }
}
