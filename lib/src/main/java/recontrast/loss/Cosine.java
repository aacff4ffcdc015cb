package recontrast.loss;

import ai.djl.ndarray.NDArray;
import recontrast.model.Constant;

/** Cosine distances of feature maps (B, C, H, W), once a point and once an image. */
public final class Cosine {

    private static final float LEAST_SQUARED_NORM = 1e-16f; // norms below 1e-8 count as that, as in PyTorch

    private Cosine() { }

    /** One minus the cosine over the channels at each point: (B, H, W). */
    public static NDArray pointDistances(NDArray a, NDArray b) {
        int[] channels = {1};
        return distance(inner(a, b, channels), inner(a, a, channels), inner(b, b, channels));
    }

    /** One minus the cosine of the flattened maps: (B). */
    public static NDArray imageDistances(NDArray a, NDArray b) {
        int[] direction = {1, 2, 3}; // C, H, W: one direction an image
        return distance(inner(a, b, direction), inner(a, a, direction), inner(b, b, direction));
    }

    private static NDArray inner(NDArray a, NDArray b, int[] axes) {
        try (NDArray products = a.mul(b)) {
            return products.sum(axes);
        }
    }

    private static NDArray distance(NDArray dot, NDArray squaredNormA, NDArray squaredNormB) {
        NDArray least = Constant.of(LEAST_SQUARED_NORM, squaredNormA);
        NDArray norms = squaredNormA.maximum(least).mul(squaredNormB.maximum(least)).sqrt();
        return Constant.of(1, dot).sub(dot.div(norms));
    }
}
