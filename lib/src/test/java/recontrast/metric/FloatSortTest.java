package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatSortTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 100_000})
    void sortsLikeTheStandardLibrary(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt()); // every magnitude, both signs, some NaN
        }
        for (int i = 0; i + 3 < length; i += 50) {
            values[i] = -0f;
            values[i + 1] = 0f;
            values[i + 2] = Float.NEGATIVE_INFINITY;
            values[i + 3] = Float.POSITIVE_INFINITY;
        }
        float[] expected = values.clone();
        Arrays.sort(expected);

        FloatSort.sort(values);

        assertThat(values).isEqualTo(expected);
    }
}
