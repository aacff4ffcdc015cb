package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.model.EncoderTraining.BATCH_STATISTICS;
import static recontrast.model.EncoderTraining.RUNNING_STATISTICS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.metric.ImageScore;
import recontrast.training.Restart;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;

class ProtocolTest {

    @ParameterizedTest
    @CsvSource({
        "mvtec,    bottle,   2000, 16, BATCH_STATISTICS",
        "mvtec,    screw,    2000, 16, RUNNING_STATISTICS",
        "VisA,     candle,   3000, 16, BATCH_STATISTICS",
        "VisA,     pcb1,     3000, 16, RUNNING_STATISTICS",
        "APTOS,    APTOS,    1000, 32, BATCH_STATISTICS",
        "OCT2017,  OCT2017,  1000, 32, RUNNING_STATISTICS",
        "ISIC2018, ISIC2018, 2000, 32, BATCH_STATISTICS"})
    void isThePapers(String dataset, String category, int iterations, int batch, String statistics) {
        TrainingPlan plan = Protocol.of(dataset, category).plan();
        assertThat(plan.iterations()).isEqualTo(iterations);
        assertThat(plan.batch()).isEqualTo(batch);
        assertThat(plan.encoderTraining()).hasToString(statistics);
        assertThat(plan.evaluateEvery()).isEqualTo(250);
    }

    @Test
    void hasAStablePlan() {
        TrainingPlan plan = Protocol.stable("mvtec", "screw").plan();
        assertThat(plan.variant()).isEqualTo(Variant.STABLE);
        assertThat(plan.encoderTraining()).as("whatever the category").isEqualTo(BATCH_STATISTICS);
        assertThat(plan.iterations()).isEqualTo(2000);
        assertThat(plan.evaluateEvery()).isEqualTo(500);
        assertThat(plan.imageScore()).isEqualTo(ImageScore.TOP_PERCENT);
        assertThat(plan.ramp().at(200)).as("half way up after a tenth").isEqualTo(-1);
        assertThat(plan.ramp().at(400)).isEqualTo(1);
        assertThat(Protocol.named("Stable", "mvtec", "screw")).isEqualTo(Protocol.stable("mvtec", "screw"));
    }

    @Test
    void hasAUnifiedPlan() {
        TrainingPlan plan = Protocol.unified("VisA").plan();
        assertThat(plan.variant()).isEqualTo(Variant.UNIFIED);
        assertThat(plan.encoderTraining()).isEqualTo(RUNNING_STATISTICS);
        assertThat(plan.iterations()).isEqualTo(5000);
        assertThat(plan.batch()).isEqualTo(16);
        assertThat(plan.evaluateEvery()).isEqualTo(1000);
        assertThat(plan.imageScore()).isEqualTo(ImageScore.TOP_PERCENT);
        assertThat(plan.ramp().at(500)).isEqualTo(1);
    }

    @Test
    void restartsOnTheEmbeddedDataAsOftenAsOnThePapers() {
        TrainingPlan plan = Protocol.stable("embedded", "washer").plan();
        Restart restart = plan.variant().updates().restart().orElseThrow();
        assertThat(plan.iterations() / restart.every()).isEqualTo(2000 / 500);
        assertThat(plan.variant().name()).isEqualTo("stable, restart every 75");
    }

    @Test
    void refusesAnUnknownVariant() {
        assertThatThrownBy(() -> Protocol.named("steady", "mvtec", "screw"))
                .hasMessage("expected variant standard, stable or unified; found steady");
    }

    @Test
    void cropsSkinLesionsAndScoresThemByTheMean() {
        assertThat(Protocol.of("ISIC2018", "ISIC2018").resolution()).isEqualTo(
                new Resolution(ImageSize.square(256), ImageSize.square(224)));
        assertThat(Protocol.of("ISIC2018", "ISIC2018").plan().imageScore()).isEqualTo(ImageScore.MEAN);
        assertThat(Protocol.of("mvtec", "bottle").resolution()).isEqualTo(Resolution.square(256));
        assertThat(Protocol.of("mvtec", "bottle").plan().imageScore()).isEqualTo(ImageScore.MAXIMUM);
    }
}
