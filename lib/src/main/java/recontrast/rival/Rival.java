package recontrast.rival;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import recontrast.detector.Method;
import recontrast.training.TrainingPlan;

/**
 * A compared system: a record of its settings, which run files hold under its name. Those of frozen features are fitted in
 * one pass, whatever batches and rates the plan has.
 */
@JsonIgnoreProperties(value = "name", allowGetters = true)
interface Rival extends Method {

    @Override
    @JsonProperty
    String name();

    @Override
    default TrainingPlan heeded(TrainingPlan plan) {
        return TrainingPlan.PAPER.withIterations(1).withEvaluateEvery(1);
    }
}
