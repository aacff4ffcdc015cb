package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnomalyMapTest {

    @Test
    void scoresAMapByHand() {
        float[] values = new float[400]; // 1 % is four pixels
        values[7] = 8;
        values[300] = 4;
        values[301] = 2;
        values[399] = 1;
        values[0] = 1;
        AnomalyMap map = new AnomalyMap(20, 20, values);

        assertThat(map.max()).isEqualTo(8);
        assertThat(map.min()).isZero();
        assertThat(map.mean()).isCloseTo(16 / 400.0, within(1e-12));
        assertThat(map.topPercentMean()).isCloseTo(15 / 4.0, within(1e-12));
    }

    @Test
    void fewerThanAHundredPixelsStillHaveATop() {
        assertThat(new AnomalyMap(2, 2, new float[] {-4, -3, -2, -1}).topPercentMean()).isEqualTo(-1);
    }

    @Test
    void aMapOfAnotherNumberOfValuesOrNotFiniteIsRefused() {
        assertThatThrownBy(() -> new AnomalyMap(3, 3, new float[8])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 values; found 8");
        assertThatThrownBy(() -> new AnomalyMap(-2, -2, new float[4])).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new AnomalyMap(2, 3, new float[] {0, 0, 0, 0, Float.NaN, 0}))
                .hasMessageContaining("found NaN at row 1, column 1");
        assertThatThrownBy(() -> new AnomalyMap(2, 2, new float[] {0, 0, Float.NaN, 0}))
                .hasMessageContaining("found NaN at row 1, column 0");
    }

    @Test
    void aMaskOfAnotherSizeIsRefused() {
        AnomalyMap map = new AnomalyMap(2, 2, new float[4]);

        assertThatThrownBy(() -> new MaskedMap(map, new boolean[9])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a mask of 4 pixels");
        assertThatThrownBy(() -> new ScoredImage("007", "crack", true, map, Optional.empty()).masked())
                .hasMessageContaining("007");
    }
}
