package recontrast.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** How different an encoder's features are from point to point (paper, Fig. 5b). */
public final class FeatureDiversity {

    private static final float LEAST_SQUARED_NORM = 1e-24f; // norms below 1e-12 count as that, as in PyTorch

    private FeatureDiversity() { }

    /**
     * The standard deviation of l2-normalised features over all points of a batch, averaged over channels.
     *
     * @param features (B, C, H, W), outside any gradient graph
     * @return 0 if all points agree (collapse) to 1/sqrt(C) if all directions are equally likely
     */
    public static double of(NDArray features) {
        try (NDManager scratch = features.getManager().newSubManager()) {
            long channels = features.getShape().get(1);
            NDArray points = features.transpose(0, 2, 3, 1).reshape(-1, channels); // (B*H*W, C)
            points.attach(scratch);
            NDArray norms = points.square().sum(new int[] {1}, true).maximum(LEAST_SQUARED_NORM).sqrt();
            NDArray directions = points.div(norms);
            NDArray centred = directions.sub(directions.mean(new int[] {0}, true));
            NDArray variance = centred.square().sum(new int[] {0}).div(points.getShape().get(0) - 1);
            return variance.sqrt().mean().getFloat();
        }
    }
}
