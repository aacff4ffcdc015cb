package recontrast.loss;

import ai.djl.ndarray.NDArray;
import recontrast.model.FeaturePair;

/** Cosine distance of whole feature maps, flattened to one vector an image (paper, Table 6, from B on). */
public record GlobalCosine() implements CosineLoss {

    @Override
    public NDArray of(FeaturePair pair, int iteration) {
        return Cosine.imageDistances(pair.target(), pair.reconstruction()).mean();
    }
}
