package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmoothingTest {

    private static final AnomalyMap MAP = new AnomalyMap(2, 4, new float[] {9, 18, 0, 0, 0, 9, 0, 27});

    @Test
    void noneLeavesAMapAsItIs() {
        assertThat(Smoothing.NONE.of(MAP).values()).isEqualTo(MAP.values());
    }

    /** Sums of 2 x 2 or 2 x 3 pixels, of nine each. */
    @Test
    void aMeanReadsZerosBeyondTheEdge() {
        assertThat(Smoothing.mean(3).of(MAP).values()).containsExactly(new float[] {4, 4, 6, 3, 4, 4, 6, 3}, within(1e-6f));
    }

    /** Taps 1 and e^-2 on either side, divided by their sum; a row a b c d is seen as a a b c d d. */
    @Test
    void mirroredBordersRepeatTheEdge() {
        Smoothing narrow = new Smoothing(0.5, 1, Smoothing.Border.MIRRORED);
        double near = Math.exp(-2) / (1 + 2 * Math.exp(-2));
        double here = 1 - 2 * near;
        double[] up = {here * 9 + near * (9 + 18), here * 18 + near * 9, near * 18, 0};
        double[] low = {near * 9, here * 9, near * (9 + 27), here * 27 + near * 27};
        float[] expected = new float[8];
        for (int x = 0; x < 4; x++) {
            expected[x] = (float) ((here + near) * up[x] + near * low[x]);
            expected[4 + x] = (float) ((here + near) * low[x] + near * up[x]);
        }
        assertThat(narrow.of(MAP).values()).containsExactly(expected, within(1e-5f));
    }
}
