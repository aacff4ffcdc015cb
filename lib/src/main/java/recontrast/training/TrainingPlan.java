package recontrast.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apiguardian.api.API;
import recontrast.loss.AlphaRamp;
import recontrast.loss.StageWeights;
import recontrast.metric.ImageScore;
import recontrast.model.EncoderTraining;
import recontrast.model.Precision;

import java.util.Optional;

/**
 * How a model is trained and judged, whatever its configuration. Of each number there is a {@code with}, which gives a
 * changed copy.
 *
 * @param iterations training steps
 * @param batch images a step
 * @param evaluateEvery iterations between two evaluations; the last iteration is always evaluated
 * @param diversityEvery iterations between two measurements of feature diversity
 * @param learningRate of bottleneck and decoder
 * @param encoderLearningRate of the encoder, where it is optimised
 * @param weightDecay decoupled, on every parameter
 * @param encoderTraining normalisation of the encoder, where it is optimised
 * @param alpha threshold of hard-normal mining after its ramp, in standard deviations
 * @param alphaRamp part of the iterations over which the threshold rises from -3
 * @param imageScore how a map becomes an image's score
 * @param stageWeights how much each stage counts in the loss; left out of run files where all count alike
 * @param variant which of the paper's ways to train; left out of run files where it is the standard one
 * @param choice which of the models that a training passes through is kept; left out of run files where it is the last
 * @param precision of training steps, of which alone: evaluations and kept features are in full; left out of run files
 *     where steps are too
 */
@API(status = API.Status.STABLE)
@RecordBuilder
@RecordBuilder.Options(inheritComponentAnnotations = false)
public record TrainingPlan(
        int iterations,
        int batch,
        int evaluateEvery,
        int diversityEvery,
        double learningRate,
        double encoderLearningRate,
        double weightDecay,
        EncoderTraining encoderTraining,
        double alpha,
        double alphaRamp,
        ImageScore imageScore,
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class) StageWeights stageWeights,
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class) Variant variant,
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class) ModelChoice choice,
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Usual.class) Precision precision)
        implements TrainingPlanBuilder.With {

    private static final double ALPHA_START = -3;

    /** The paper's plan for MVTec AD: 2,000 iterations of 16 images, judged every 250. */
    public static final TrainingPlan PAPER = new TrainingPlan(
            2000, 16, 250, 10, 2e-3, 1e-5, 1e-5, EncoderTraining.BATCH_STATISTICS, 1, 0.1, ImageScore.MAXIMUM,
            StageWeights.EQUAL, Variant.STANDARD, ModelChoice.LAST, Precision.FULL);

    /**
     * The plan for the embedded data: minutes on a laptop. Batches are half as large as in the paper, for more steps in
     * that time, and the encoder learns a hundred times as fast, since at the paper's rate it would hardly move in so few.
     */
    public static final TrainingPlan EMBEDDED = PAPER.withIterations(300).withBatch(8).withEvaluateEvery(60)
            .withEncoderLearningRate(1e-3);

    public TrainingPlan {
        stageWeights = Optional.ofNullable(stageWeights).orElse(StageWeights.EQUAL); // absent from a run file
        variant = Optional.ofNullable(variant).orElse(Variant.STANDARD); // as well
        choice = Optional.ofNullable(choice).orElse(ModelChoice.LAST); // as well
        precision = Optional.ofNullable(precision).orElse(Precision.FULL); // as well
        require(iterations > 0, "iterations", "at least 1", iterations);
        require(batch > 1, "batch", "at least 2, for batch statistics", batch);
        require(evaluateEvery > 0, "evaluate-every", "at least 1", evaluateEvery);
        require(diversityEvery > 0, "diversity-every", "at least 1", diversityEvery);
        require(learningRate > 0 && learningRate <= 1, "learning rate", "above 0, at most 1", learningRate);
        require(encoderLearningRate >= 0 && encoderLearningRate <= 1, "encoder learning rate", "0 to 1",
                encoderLearningRate);
        require(weightDecay >= 0 && weightDecay <= 1, "weight decay", "0 to 1", weightDecay);
        require(!Double.isNaN(alpha), "alpha", "in standard deviations", alpha);
        require(alphaRamp >= 0 && alphaRamp <= 1, "alpha ramp", "a part of the iterations, 0 to 1", alphaRamp);
    }

    private static void require(boolean holds, String what, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + what + " " + expected + "; found " + found);
        }
    }

    /** The threshold of hard-normal mining over the iterations of this plan. */
    public AlphaRamp ramp() {
        return new AlphaRamp(ALPHA_START, alpha, alphaRamp * iterations);
    }

    /** Tells the writer of run files what to leave out. */
    private static final class Usual {

        @Override
        public boolean equals(Object other) {
            return StageWeights.EQUAL.equals(other) || Variant.STANDARD.equals(other) || other == ModelChoice.LAST
                    || other == Precision.FULL;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
