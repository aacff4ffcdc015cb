package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.api.Test;
import recontrast.loss.StageWeights;

import java.util.List;

class TrainingPlanTest {

    private final ObjectMapper mapper = new ObjectMapper().registerModule(new Jdk8Module());

    /** Run ids are hashes of this. */
    @Test
    void isWrittenAsEver() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(TrainingPlan.PAPER)).isEqualTo("{\"iterations\":2000,\"batch\":16,"
                + "\"evaluateEvery\":250,\"diversityEvery\":10,\"learningRate\":0.002,\"encoderLearningRate\":1.0E-5,"
                + "\"weightDecay\":1.0E-5,\"encoderTraining\":\"BATCH_STATISTICS\",\"alpha\":1.0,\"alphaRamp\":0.1,"
                + "\"imageScore\":\"MAXIMUM\"}");
    }

    @Test
    void leavesEqualStageWeightsOutOfFilesSoThatEarlierRunsAreFound() throws JsonProcessingException {
        String json = mapper.writeValueAsString(TrainingPlan.PAPER);
        assertThat(json).doesNotContain("stageWeights");
        assertThat(mapper.readValue(json, TrainingPlan.class)).isEqualTo(TrainingPlan.PAPER);
    }

    @Test
    void leavesTheStandardVariantOutOfFilesToo() throws JsonProcessingException {
        TrainingPlan read = mapper.readValue(mapper.writeValueAsString(TrainingPlan.PAPER), TrainingPlan.class);
        assertThat(read.variant()).isEqualTo(Variant.STANDARD);
    }

    @Test
    void writesOtherVariants() throws JsonProcessingException {
        for (Variant variant : List.of(Variant.STABLE, Variant.UNIFIED, Variant.STABLE.restarting(new Restart(3, 1)))) {
            TrainingPlan plan = TrainingPlan.PAPER.withVariant(variant);
            assertThat(mapper.readValue(mapper.writeValueAsString(plan), TrainingPlan.class)).isEqualTo(plan);
        }
    }

    @Test
    void writesOtherStageWeights() throws JsonProcessingException {
        TrainingPlan plan = TrainingPlan.PAPER.withStageWeights(new StageWeights(1, 0.5, 0));
        assertThat(mapper.readValue(mapper.writeValueAsString(plan), TrainingPlan.class)).isEqualTo(plan);
    }
}
