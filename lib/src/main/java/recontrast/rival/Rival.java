package recontrast.rival;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.model.Parameters;
import recontrast.model.Precision;
import recontrast.training.ModelChoice;
import recontrast.training.TrainingPlan;

/** A compared system: a record of its settings, rates among them, which run files hold under its name. */
@JsonIgnoreProperties(value = "name", allowGetters = true)
interface Rival extends Method {

    /** That of its class, unless its paper writes it as no class can be named. */
    @Override
    @JsonProperty
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * How long, by how many images a step, and, where that is left to it, how a map becomes an image's score.
     *
     * @throws IllegalArgumentException if steps shall be in another precision than full
     */
    @Override
    default TrainingPlan heeded(TrainingPlan plan) {
        if (plan.precision() != Precision.FULL) {
            throw new IllegalArgumentException("expected a configuration of the ablation to train in " + plan.precision()
                    + "; found " + name() + ", which trains in full precision alone: leave the precision out");
        }
        return TrainingPlan.PAPER.withIterations(plan.iterations()).withBatch(plan.batch())
                .withEvaluateEvery(plan.evaluateEvery()).withChoice(plan.choice())
                .withImageScore(this instanceof Scoring ? TrainingPlan.PAPER.imageScore() : plan.imageScore());
    }

    /** Where a detector is built: what takes its tensors, and what it is for. */
    record Site(Parameters parameters, Setup setup) { }

    ImageDetector detector(Site site);

    @Override
    default AnomalyDetector detector(Parameters parameters, Setup setup) {
        return detector(new Site(parameters, setup));
    }

    /** One that makes images' scores itself, whatever the plan makes of its map. */
    interface Scoring extends Rival { }

    /** One that is fitted in one pass over the good images, whatever batches and rates a plan has. */
    interface Fitted extends Rival {

        @Override
        default TrainingPlan heeded(TrainingPlan plan) {
            return Rival.super.heeded(plan).withIterations(1).withBatch(TrainingPlan.PAPER.batch()).withEvaluateEvery(1)
                    .withChoice(ModelChoice.LAST);
        }
    }
}
