package recontrast.model;

import ai.djl.ndarray.NDArray;

/**
 * A layer that says what it is made of, not only what it gives: its costs can be counted, and it can be written for
 * other programs.
 */
public interface ReadableLayer extends Layer {

    /** What {@link #apply} does as the network evaluates, in another reader's terms. */
    <V> V read(V x, Reading<V> reading);

    /** This layer, then the next. */
    default ReadableLayer then(ReadableLayer next) {
        ReadableLayer first = this;
        Layer both = then((Layer) next);
        return new ReadableLayer() {
            @Override
            public NDArray apply(NDArray x, Mode mode) {
                return both.apply(x, mode);
            }

            @Override
            public <V> V read(V x, Reading<V> reading) {
                return next.read(first.read(x, reading), reading);
            }
        };
    }
}
