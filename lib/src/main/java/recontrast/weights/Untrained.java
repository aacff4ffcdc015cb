package recontrast.weights;

import recontrast.model.Backbone;

import java.util.Optional;

/** An encoder as it is initialised. */
record Untrained() implements Weights {

    @Override
    public String id() {
        return "untrained";
    }

    @Override
    public boolean pretrained() {
        return false;
    }

    @Override
    public Optional<Weights> of(Backbone other) {
        return Optional.of(this);
    }

    @Override
    public Optional<TensorFile> open() {
        return Optional.empty();
    }
}
