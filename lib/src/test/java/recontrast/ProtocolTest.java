package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static recontrast.model.EncoderTraining.BATCH_STATISTICS;
import static recontrast.model.EncoderTraining.RUNNING_STATISTICS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.data.Resolution;
import recontrast.metric.ImageScore;
import recontrast.training.TrainingPlan;

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
    void cropsSkinLesionsAndScoresThemByTheMean() {
        assertThat(Protocol.of("ISIC2018", "ISIC2018").resolution()).isEqualTo(new Resolution(256, 224));
        assertThat(Protocol.of("ISIC2018", "ISIC2018").plan().imageScore()).isEqualTo(ImageScore.MEAN);
        assertThat(Protocol.of("mvtec", "bottle").resolution()).isEqualTo(Resolution.square(256));
        assertThat(Protocol.of("mvtec", "bottle").plan().imageScore()).isEqualTo(ImageScore.MAXIMUM);
    }
}
