package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.Map;

/** An encoder as it is initialised. */
record Untrained() implements Weights {

    @Override
    public String id() {
        return "untrained";
    }

    @Override
    public Map<String, NDArray> tensors(NDManager owner) {
        return Map.of();
    }
}
