package recontrast.loss;

import ai.djl.ndarray.NDArray;
import recontrast.model.Constant;
import recontrast.model.FeaturePair;

import java.util.List;

/** A distance of reconstructions from their targets, from 0 (same direction) to 2 (opposite) for each stage. */
public interface CosineLoss {

    /** Stages of an encoder: the pairs that one view of an image contributes. */
    int STAGES = 3;

    /**
     * The distance of one pair, averaged over the batch.
     *
     * @param iteration the training iteration, from 0
     * @return a scalar
     */
    NDArray of(FeaturePair pair, int iteration);

    /** The sum over the stages, averaged over the views where there are two as in the paper. */
    default NDArray of(List<FeaturePair> pairs, int iteration) {
        NDArray sum = pairs.stream().map(pair -> of(pair, iteration)).reduce(NDArray::add).orElseThrow();
        return sum.mul(Constant.of((double) STAGES / pairs.size(), sum));
    }

    /** This loss, so many times as large. */
    default CosineLoss times(double factor) {
        return (pair, iteration) -> {
            NDArray once = of(pair, iteration);
            return once.mul(Constant.of(factor, once));
        };
    }

    /** This loss and another one. */
    default CosineLoss plus(CosineLoss other) {
        return (pair, iteration) -> of(pair, iteration).add(other.of(pair, iteration));
    }
}
