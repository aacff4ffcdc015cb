package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import recontrast.loss.StageWeights;

class TrainingPlanTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void leavesEqualStageWeightsOutOfFilesSoThatEarlierRunsAreFound() throws JsonProcessingException {
        String json = mapper.writeValueAsString(TrainingPlan.PAPER);
        assertThat(json).doesNotContain("stageWeights");
        assertThat(mapper.readValue(json, TrainingPlan.class)).isEqualTo(TrainingPlan.PAPER);
    }

    @Test
    void writesOtherStageWeights() throws JsonProcessingException {
        TrainingPlan plan = TrainingPlan.PAPER.withStageWeights(new StageWeights(1, 0.5, 0));
        assertThat(mapper.readValue(mapper.writeValueAsString(plan), TrainingPlan.class)).isEqualTo(plan);
    }
}
