package recontrast.loss;

import ai.djl.ndarray.NDArray;
import recontrast.model.Constant;

/** Cosine distances of feature maps (B, C, H, W), once a point and once an image. */
public final class Cosine {

    private static final int[] CHANNELS = {1}; // of (B, C, H, W)
    private static final int[] POINTS = {1, 2}; // of (B, H, W)
    private static final float LEAST_SQUARED_NORM = 1e-16f; // norms below 1e-8 count as that, as in PyTorch

    private Cosine() { }

    /** One minus the cosine over the channels at each point: (B, H, W). */
    public static NDArray pointDistances(NDArray a, NDArray b) {
        return Products.of(a, b).distances();
    }

    /** One minus the cosine of the flattened maps: (B). */
    public static NDArray imageDistances(NDArray a, NDArray b) {
        return Products.of(a, b).ofImages().distances();
    }

    /**
     * What cosines of two vectors are made of, for many at once: those of the channels at a point, (B, H, W), or of
     * whole images, (B).
     *
     * @param dot the inner product of a and b
     * @param squaredA that of a with itself
     * @param squaredB that of b with itself
     */
    record Products(NDArray dot, NDArray squaredA, NDArray squaredB) {

        /** Of the channels at each point. */
        static Products of(NDArray a, NDArray b) {
            return new Products(inner(a, b), inner(a, a), inner(b, b));
        }

        /** The inner products of two maps at each point. */
        static NDArray inner(NDArray a, NDArray b) {
            try (NDArray products = a.mul(b)) {
                return products.sum(CHANNELS);
            }
        }

        /** Of those of points. */
        Products ofImages() {
            return new Products(dot.sum(POINTS), squaredA.sum(POINTS), squaredB.sum(POINTS));
        }

        Products stopGradient() {
            return new Products(dot.stopGradient(), squaredA.stopGradient(), squaredB.stopGradient());
        }

        /** One minus the cosine. */
        NDArray distances() {
            NDArray least = Constant.of(LEAST_SQUARED_NORM, dot);
            NDArray norms = squaredA.maximum(least).mul(squaredB.maximum(least)).sqrt();
            return Constant.of(1, dot).sub(dot.div(norms));
        }
    }
}
