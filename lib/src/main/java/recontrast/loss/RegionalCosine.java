package recontrast.loss;

import ai.djl.ndarray.NDArray;
import recontrast.model.FeaturePair;

/** Cosine distance at each point, averaged over points and batch: the loss of RD4AD (paper, Table 6: A and E-gl). */
public record RegionalCosine() implements CosineLoss {

    @Override
    public NDArray of(FeaturePair pair, int iteration) {
        return Cosine.pointDistances(pair.target(), pair.reconstruction()).mean();
    }
}
