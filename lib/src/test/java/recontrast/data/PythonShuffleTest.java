package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PythonShuffleTest {

    /** Against Python 3.11: {@code random.seed(1); items = list(range(1805)); random.shuffle(items)}. */
    @Test
    void shufflesAsPythonDoes() {
        List<Integer> shuffled = PythonShuffle.byRandom(IntStream.range(0, 1805).boxed().toList(), 1);
        assertThat(shuffled).startsWith(1029, 116, 1628, 1606, 1362, 1154);
        assertThat(shuffled.subList(998, 1002)).containsExactly(955, 442, 950, 1524);
        assertThat(shuffled.subList(0, 1000).stream().mapToInt(i -> i).sum()).isEqualTo(913964);
        assertThat(shuffled).doesNotHaveDuplicates().hasSize(1805);
    }

    /** Against NumPy 2.4.6: {@code numpy.random.RandomState(42).permutation(347)}. */
    @Test
    void permutesAsNumpyDoes() {
        List<Integer> permuted = PythonShuffle.byNumpy(IntStream.range(0, 347).boxed().toList(), 42);
        assertThat(permuted).startsWith(322, 114, 325, 267, 307, 124, 202, 223).endsWith(71, 106, 270, 102);
        assertThat(permuted.subList(275, 280)).containsExactly(282, 216, 301, 236, 207);
        assertThat(permuted.subList(70, 347).stream().mapToInt(i -> i).sum()).isEqualTo(48458);
        assertThat(permuted).doesNotHaveDuplicates().hasSize(347);
    }
}
