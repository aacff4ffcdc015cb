package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final double[] SCORES = {0.1, 0.4, 0.4, 0.8, 0.8, 0.9};
    private static final boolean[] ANOMALOUS = {false, false, true, true, false, true};

    private final Ranking tied = Ranking.of(SCORES, ANOMALOUS);

    @Test
    void tiedScoresFormOneCut() {
        assertThat(tied.size()).isEqualTo(4);
        assertThat(tied.threshold(1)).isEqualTo(0.8);
        assertThat(tied.truePositives(1)).isEqualTo(2);
        assertThat(tied.falsePositives(1)).isEqualTo(1);
        assertThat(tied.truePositives(3)).isEqualTo(tied.anomalous());
        assertThat(tied.falsePositives(3)).isEqualTo(tied.normal());
    }

    @Test
    void zerosOfEitherSignAreTied() {
        assertThat(Ranking.of(new double[] {0, -0.0}, new boolean[] {true, false}).size()).isEqualTo(1);
    }

    @Test
    void tiesAreCountedAsInTheGoldenFigures() {
        JsonNode golden = GoldenImages.expected().get("ties");

        assertThat(Auroc.of(tied)).isCloseTo(golden.get("image_auroc").doubleValue(), within(1e-12));
        assertThat(AveragePrecision.of(tied)).isCloseTo(golden.get("image_ap").doubleValue(), within(1e-12));
    }

    /** F1 at .9, .8, .4, .1: 1/2, 2/3, 3/4, 2/3. */
    @Test
    void theBestF1IsFoundWithItsThresholdAndAccuracy() {
        F1Max best = F1Max.of(tied);

        assertThat(best.f1()).isCloseTo(0.75, within(1e-12));
        assertThat(best.threshold()).isEqualTo(0.4);
        assertThat(best.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
    }

    /** F1 is 2/3 at .9 (1 of 2 found, no false alarm) and at .1 (both found, two false alarms). */
    @Test
    void equallyGoodThresholdsYieldTheLowest() {
        F1Max best = F1Max.of(Ranking.of(new double[] {.9, .5, .4, .1}, new boolean[] {true, false, false, true}));

        assertThat(best.f1()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(best.threshold()).isEqualTo(0.1);
        assertThat(best.accuracy()).isEqualTo(0.5);
    }

    @Test
    void oneKindOfSampleAloneIsRefused() {
        Ranking normal = Ranking.of(new double[] {1, 2}, new boolean[2]);

        assertThatThrownBy(() -> Auroc.of(normal)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AUROC needs normal and anomalous samples; found 2 normal, 0 anomalous");
        assertThatThrownBy(() -> AveragePrecision.of(normal)).hasMessageStartingWith("AP needs");
        assertThatThrownBy(() -> F1Max.of(normal)).hasMessageStartingWith("F1-max needs");
    }

    @Test
    void scoresWithoutOrderOrLabelAreRefused() {
        assertThatThrownBy(() -> Ranking.of(new double[] {1, Double.NaN}, new boolean[2]))
                .hasMessageContaining("found NaN");
        assertThatThrownBy(() -> Ranking.of(new double[3], new boolean[2]))
                .hasMessage("expected one label a score; found 3 scores, 2 labels");
    }
}
