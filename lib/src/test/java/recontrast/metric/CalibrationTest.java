package recontrast.metric;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CalibrationTest {

    private static final Calibration NINETEEN = new Calibration("good",
            IntStream.rangeClosed(1, 19).mapToObj(Double::valueOf).toList(),
            IntStream.rangeClosed(101, 119).mapToObj(Double::valueOf).toList());

    @Test
    void leavesAlphaOfNAndOneMore() {
        assertThat(NINETEEN.threshold(0.05)).isEqualTo(Math.nextUp(19.0));
        assertThat(NINETEEN.threshold(0.0999)).isEqualTo(Math.nextUp(19.0));
        assertThat(NINETEEN.threshold(0.1)).isEqualTo(Math.nextUp(18.0));
        assertThat(NINETEEN.contour(0.1)).isEqualTo(Math.nextUp(118.0));
    }

    @Test
    void saysWhatItCannotPromise() {
        assertThat(NINETEEN.smallestRate()).isEqualTo(0.05);
        for (double impossible : new double[] {0.049, 0, -1, 1, Double.NaN}) {
            assertThatThrownBy(() -> NINETEEN.threshold(impossible)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0.0500").hasMessageContaining("19 held-out")
                    .hasMessageContaining("" + impossible);
        }
    }

    /** A third is no decimal: what a refusal names must not be refused. */
    @Test
    void namesARateThatCanBeAskedFor() {
        Calibration two = new Calibration("two", List.of(1.0, 2.0), List.of(1.0, 2.0));
        assertThatThrownBy(() -> two.threshold(0.3333)).hasMessageContaining("from 0.3334,");
        assertThat(two.threshold(0.3334)).isEqualTo(Math.nextUp(2.0));
    }

    @Test
    void refusesToPromiseByNothing() {
        assertThatThrownBy(() -> new Calibration("none", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("found 0 and 0");
    }

    @Test
    void tellsHowUsualAScoreIs() {
        assertThat(NINETEEN.pValue(19.5)).isEqualTo(1 / 20.0);
        assertThat(NINETEEN.pValue(19)).isEqualTo(2 / 20.0);
        assertThat(NINETEEN.pValue(0)).isEqualTo(1);
    }

    /** Ties included: reaching the threshold and a p-value of at most alpha are the same. */
    @Test
    void thresholdAndPValueAgree() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Double> scores = Stream.generate(() -> (double) random.nextInt(12)).limit(1 + random.nextInt(40)).toList();
            Calibration calibration = new Calibration("good", scores, scores);
            double alpha = Math.min(0.99, calibration.smallestRate() * (1 + random.nextInt(5)) + 1e-6);
            for (int score = 0; score < 13; score++) {
                assertThat(score >= calibration.threshold(alpha)).isEqualTo(calibration.pValue(score) <= alpha);
            }
        }
    }

    /** 39 of 400 skewed scores held out, 2,000 times: the mean rate of false alarms is alpha. */
    @Test
    void keepsItsPromiseOnAverage() {
        Random random = new Random(3);
        List<Double> scores = new ArrayList<>(
                Stream.generate(() -> Math.exp(2 * random.nextGaussian())).limit(400).toList());
        double mean = IntStream.range(0, 2000).mapToDouble(draw -> {
            Collections.shuffle(scores, random);
            double threshold = new Calibration("good", scores.subList(0, 39), scores.subList(0, 39)).threshold(0.1);
            return scores.subList(39, 400).stream().filter(score -> score >= threshold).count() / 361.0;
        }).average().orElseThrow();
        assertThat(mean).isCloseTo(0.1, Offset.offset(0.004));
    }
}
