package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against NumPy 2.4.6: {@code numpy.random.RandomState(42).permutation(347)}. */
class NumpyPermutationTest {

    @Test
    void permutesAsNumpyDoes() {
        List<Integer> permuted = NumpyPermutation.of(IntStream.range(0, 347).boxed().toList(), 42);
        assertThat(permuted).startsWith(322, 114, 325, 267, 307, 124, 202, 223).endsWith(71, 106, 270, 102);
        assertThat(permuted.subList(275, 280)).containsExactly(282, 216, 301, 236, 207);
        assertThat(permuted.subList(70, 347).stream().mapToInt(i -> i).sum()).isEqualTo(48458);
        assertThat(permuted).doesNotHaveDuplicates().hasSize(347);
    }
}
