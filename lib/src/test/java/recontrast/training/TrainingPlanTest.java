package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.loss.StageWeights;
import recontrast.model.Precision;

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

    @Test
    void writesAnotherPrecisionThanFull() throws JsonProcessingException {
        TrainingPlan plan = TrainingPlan.PAPER.withPrecision(Precision.BFLOAT16);
        assertThat(mapper.writeValueAsString(plan)).contains("\"precision\":\"BFLOAT16\"");
        assertThat(mapper.readValue(mapper.writeValueAsString(plan), TrainingPlan.class)).isEqualTo(plan);
    }

    /** Minus infinity mines nothing (Table A4). */
    @Test
    void takesEveryThresholdThatIsANumber() {
        assertThat(TrainingPlan.PAPER.withAlpha(Double.NEGATIVE_INFINITY).alpha()).isNegative();
        assertThatThrownBy(() -> TrainingPlan.PAPER.withAlpha(Double.NaN))
                .hasMessage("expected alpha in standard deviations; found NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e300, -1e-9, 1.5, Double.MAX_VALUE})
    void refusesRatesThatCannotBe(double rate) {
        assertThatThrownBy(() -> TrainingPlan.PAPER.withLearningRate(rate))
                .hasMessage("expected learning rate above 0, at most 1; found " + rate);
        assertThatThrownBy(() -> TrainingPlan.PAPER.withEncoderLearningRate(rate))
                .hasMessage("expected encoder learning rate 0 to 1; found " + rate);
        assertThatThrownBy(() -> TrainingPlan.PAPER.withWeightDecay(rate))
                .hasMessage("expected weight decay 0 to 1; found " + rate);
    }
}
