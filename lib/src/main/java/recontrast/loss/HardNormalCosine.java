package recontrast.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import recontrast.model.Constant;
import recontrast.model.FeaturePair;

/**
 * Global cosine distance in which points that are already reconstructed well give no gradient to the reconstruction
 * (paper, Table 6: Ours).
 *
 * @param alpha a point counts as easy below mean + alpha * standard deviation of the batch's point distances
 */
public record HardNormalCosine(AlphaRamp alpha) implements CosineLoss {

    @Override
    public NDArray of(FeaturePair pair, int iteration) {
        NDArray easyDetached = NDArrays.where(
                hard(pair, alpha.at(iteration)), pair.reconstruction(), pair.reconstruction().stopGradient());
        return Cosine.imageDistances(pair.target(), easyDetached).mean();
    }

    /**
     * Which points keep their gradient.
     *
     * @return booleans of the features' shape, (B, C, H, W), equal over the channels
     */
    public static NDArray hard(FeaturePair pair, double alpha) {
        NDArray distances = Cosine.pointDistances(
                pair.target().stopGradient(), pair.reconstruction().stopGradient()); // (B, H, W)
        NDArray mean = distances.mean();
        NDArray deviation = distances.sub(mean).square().sum()
                .div(Constant.of(distances.size() - 1, mean)).sqrt();
        NDArray hard = distances.gte(mean.add(deviation.mul(Constant.of(alpha, deviation))));
        return hard.expandDims(1).broadcast(pair.target().getShape());
    }
}
