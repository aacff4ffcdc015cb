package recontrast.rival;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import recontrast.detector.Method;
import recontrast.training.TrainingPlan;

/** A compared system: a record of its settings, rates among them, which run files hold under its name. */
@JsonIgnoreProperties(value = "name", allowGetters = true)
interface Rival extends Method {

    @Override
    @JsonProperty
    String name();

    /** How long, and by how many images a step. */
    @Override
    default TrainingPlan heeded(TrainingPlan plan) {
        return TrainingPlan.PAPER.withIterations(plan.iterations()).withBatch(plan.batch())
                .withEvaluateEvery(plan.evaluateEvery()).withImageScore(plan.imageScore());
    }

    /** One that is fitted in one pass over the good images, whatever batches and rates a plan has. */
    interface Fitted extends Rival {

        @Override
        default TrainingPlan heeded(TrainingPlan plan) {
            return TrainingPlan.PAPER.withIterations(1).withEvaluateEvery(1);
        }
    }
}
