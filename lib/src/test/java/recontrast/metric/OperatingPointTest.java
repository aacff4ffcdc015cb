package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

class OperatingPointTest {

    private static final List<ScoredImage> IMAGES = List.of(
            image(false, 0.1f), image(false, 0.2f), image(false, 0.3f), image(false, 0.6f),
            image(true, 0.25f), image(true, 0.5f), image(true, 0.9f));

    private static ScoredImage image(boolean anomalous, float score) {
        return new ScoredImage("x", anomalous ? "hole" : "good", anomalous, new AnomalyMap(1, 1, new float[] {score}),
                Optional.empty());
    }

    @Test
    void countsWhatAThresholdCosts() {
        assertThat(OperatingPoint.at(0.5f, IMAGES, ImageScore.MAXIMUM))
                .isEqualTo(new OperatingPoint(0.5f, 1, 4, 1, 3));
    }

    @Test
    void goesByTheScoreOfAMethodThatHasItsOwn() {
        ScoredImage own = new ScoredImage("x", "good", false, new AnomalyMap(1, 1, new float[] {0.1f}), Optional.empty(),
                OptionalDouble.of(0.7));
        assertThat(OperatingPoint.at(0.5f, List.of(own), ImageScore.MAXIMUM).falseAlarms()).isEqualTo(1);
    }

    @Test
    void findsTheThresholdOfTheBestF1() {
        // at 0.25: 3 found, 2 false alarms: F1 = 6/8; at 0.5: 2 found, 1 false alarm: F1 = 4/6
        assertThat(OperatingPoint.bestF1(IMAGES, ImageScore.MAXIMUM).threshold()).isEqualTo(0.25f);
    }
}
