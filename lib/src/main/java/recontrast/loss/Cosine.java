package recontrast.loss;

import ai.djl.ndarray.NDArray;

/** Cosine distances of feature maps (B, C, H, W), once a point and once an image. */
public final class Cosine {

    private static final float LEAST_SQUARED_NORM = 1e-16f; // norms below 1e-8 count as that, as in PyTorch

    private Cosine() { }

    /** One minus the cosine over the channels at each point: (B, H, W). */
    public static NDArray pointDistances(NDArray a, NDArray b) {
        int[] channels = {1};
        return distance(
                a.mul(b).sum(channels), a.square().sum(channels), b.square().sum(channels));
    }

    /** One minus the cosine of the flattened maps: (B). */
    public static NDArray imageDistances(NDArray a, NDArray b) {
        NDArray rowA = row(a);
        NDArray rowB = row(b);
        return distance(inner(rowA, rowB), inner(rowA, rowA), inner(rowB, rowB));
    }

    private static NDArray row(NDArray map) {
        return map.reshape(map.getShape().get(0), -1); // (B, C*H*W): one direction an image
    }

    private static NDArray inner(NDArray a, NDArray b) {
        return a.mul(b).sum(new int[] {1}); // the engine sums pairwise: more exact than a matrix product
    }

    private static NDArray distance(NDArray dot, NDArray squaredNormA, NDArray squaredNormB) {
        NDArray norms = squaredNormA.maximum(LEAST_SQUARED_NORM).mul(squaredNormB.maximum(LEAST_SQUARED_NORM)).sqrt();
        return dot.div(norms).neg().add(1);
    }
}
