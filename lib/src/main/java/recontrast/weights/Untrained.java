package recontrast.weights;

import java.util.Optional;

/** An encoder as it is initialised. */
record Untrained() implements Weights {

    @Override
    public String id() {
        return "untrained";
    }

    @Override
    public Optional<TensorFile> open() {
        return Optional.empty();
    }
}
