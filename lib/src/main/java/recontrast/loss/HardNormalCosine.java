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
        Cosine.Products hard = Cosine.Products.of(pair.target(), pair.reconstruction());
        NDArray dotDetached = Cosine.Products.inner(pair.target(), pair.reconstruction().stopGradient());
        NDArray chosen = hard(hard.stopGradient(), alpha.at(iteration));
        return new Cosine.Products(
                NDArrays.where(chosen, hard.dot(), dotDetached),
                hard.squaredA(),
                NDArrays.where(chosen, hard.squaredB(), hard.squaredB().stopGradient()))
                .ofImages().distances().mean();
    }

    /**
     * Which points keep their gradient.
     *
     * @return booleans, (B, H, W)
     */
    public static NDArray hard(FeaturePair pair, double alpha) {
        return hard(Cosine.Products.of(pair.target(), pair.reconstruction()).stopGradient(), alpha);
    }

    private static NDArray hard(Cosine.Products products, double alpha) {
        NDArray distances = products.distances();
        NDArray mean = distances.mean();
        NDArray deviation = distances.sub(mean).square().sum()
                .div(Constant.of(distances.size() - 1, mean)).sqrt();
        return distances.gte(mean.add(deviation.mul(Constant.of(alpha, deviation))));
    }
}
