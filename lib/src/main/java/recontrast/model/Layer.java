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

    /** This layer, then the next. */
    default Layer then(Layer next) {
        return (x, mode) -> {
            try (NDArray between = apply(x, mode)) {
                return next.apply(between, mode);
            }
        };
    }
}
