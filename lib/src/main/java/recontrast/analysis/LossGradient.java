package recontrast.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.loss.Cosine;
import recontrast.loss.CosineLoss;
import recontrast.model.Constant;
import recontrast.model.FeaturePair;
import recontrast.model.GradientTape;

import java.util.List;

/** What a loss asks of a reconstruction, point by point; nothing is trained. */
public final class LossGradient {

    private LossGradient() { }

    /** One minus the cosine at each point, for each image of a pair. */
    public static List<PointMap> distances(FeaturePair pair) {
        try (NDManager scratch = pair.target().getManager().newSubManager()) {
            return PointMap.each(Cosine.pointDistances(
                    Constant.lent(pair.target(), scratch), Constant.lent(pair.reconstruction(), scratch)));
        }
    }

    /**
     * The length of the loss's gradient at each point of a reconstruction, for each image of a pair: 0 where the loss
     * asks for nothing.
     *
     * @param iteration of the training, on which the threshold of hard-normal mining depends
     */
    public static List<PointMap> of(CosineLoss loss, FeaturePair pair, int iteration) {
        try (NDManager scratch = pair.target().getManager().newSubManager()) {
            NDArray target = Constant.lent(pair.target(), scratch);
            NDArray reconstruction = Constant.lent(pair.reconstruction(), scratch);
            reconstruction.setRequiresGradient(true);
            try (GradientTape tape = GradientTape.start()) {
                tape.backward(
                        loss.of(new FeaturePair(pair.view(), pair.stage(), target, reconstruction), iteration));
            }
            NDArray gradient = reconstruction.getGradient();
            gradient.attach(scratch);
            return PointMap.each(gradient.square().sum(new int[] {1}).sqrt());
        }
    }
}
