package recontrast.model;

import ai.djl.ndarray.NDArray;

/** One step of a network: (B, C, H, W) in, (B, C', H', W') out. */
@FunctionalInterface
interface Layer {

    NDArray apply(NDArray x, Mode mode);

    /** This layer, then the next. */
    default Layer then(Layer next) {
        return (x, mode) -> next.apply(apply(x, mode), mode);
    }
}
