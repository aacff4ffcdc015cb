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
        Cosine.Products products = Cosine.Products.of(pair.target(), pair.reconstruction());
        NDArray hard = hard(products.stopGradient(), alpha.at(iteration));
        NDArray easyDot = Cosine.Products.inner(pair.target(), pair.reconstruction().stopGradient());
        return new Cosine.Products(
                NDArrays.where(hard, products.dot(), easyDot),
                products.squaredA(),
                NDArrays.where(hard, products.squaredB(), products.squaredB().stopGradient()))
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
