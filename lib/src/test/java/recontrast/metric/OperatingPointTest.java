package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class OperatingPointTest {

    private static final List<ScoredImage> IMAGES = List.of(
            image(false, 0.1f), image(false, 0.2f), image(false, 0.3f), image(false, 0.6f),
            image(true, 0.25f), image(true, 0.5f), image(true, 0.9f));

    private static ScoredImage image(boolean anomalous, float score) {
        return new ScoredImage("x", anomalous ? "hole" : "good", anomalous, new AnomalyMap(1, new float[] {score}),
                Optional.empty());
    }

    @Test
    void countsWhatAThresholdCosts() {
        assertThat(OperatingPoint.at(0.5f, IMAGES, ImageScore.MAXIMUM))
                .isEqualTo(new OperatingPoint(0.5f, 1, 4, 1, 3));
    }

    @Test
    void allowsAPartOfFalseAlarms() {
        OperatingPoint quarter = OperatingPoint.falseAlarms(0.25, IMAGES, ImageScore.MAXIMUM);
        assertThat(quarter.falseAlarms()).isEqualTo(1);
        assertThat(quarter.missed()).isEqualTo(1);
        assertThat(OperatingPoint.falseAlarms(0, IMAGES, ImageScore.MAXIMUM).missed()).isEqualTo(2);
        assertThat(OperatingPoint.falseAlarms(1, IMAGES, ImageScore.MAXIMUM).missed()).isZero();
    }

    @Test
    void findsTheThresholdOfTheBestF1() {
        // at 0.25: 3 found, 2 false alarms: F1 = 6/8; at 0.5: 2 found, 1 false alarm: F1 = 4/6
        assertThat(OperatingPoint.bestF1(IMAGES, ImageScore.MAXIMUM).threshold()).isEqualTo(0.25f);
    }

    @Test
    void needsGoodImages() {
        assertThatThrownBy(() -> OperatingPoint.falseAlarms(0.1, IMAGES.subList(4, 7), ImageScore.MAXIMUM))
                .hasMessageContaining("expected good images");
    }
}
