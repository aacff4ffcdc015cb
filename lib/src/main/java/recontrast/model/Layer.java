package recontrast.model;

import ai.djl.ndarray.NDArray;

/**
 * One step of a network: (B, C, H, W) in, (B, C', H', W') out.
 *
 * <p>What lies between two layers is let go at once. Its memory stays for as long as a gradient needs it, and is free
 * for the next layer where none does.
 */
public interface Layer {

    NDArray apply(NDArray x, Mode mode);

    /** The same as it evaluates, in another reader's terms, where a model can be read. */
    default <V> V read(V x, Reading<V> reading) {
        throw new UnsupportedOperationException("expected a layer of ReContrast; found " + this);
    }

    /** The same on paper. */
    default Profile count(Profile before) {
        return read(before, Counting.ON_PAPER);
    }

    /** This layer, then the next. */
    default Layer then(Layer next) {
        Layer first = this;
        return new Layer() {
            @Override
            public NDArray apply(NDArray x, Mode mode) {
                try (NDArray between = first.apply(x, mode)) {
                    return next.apply(between, mode);
                }
            }

            @Override
            public <V> V read(V x, Reading<V> reading) {
                return next.read(first.read(x, reading), reading);
            }
        };
    }
}
