package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against Python 3.11: {@code random.seed(1); items = list(range(1805)); random.shuffle(items)}. */
class PythonShuffleTest {

    @Test
    void shufflesAsPythonDoes() {
        List<Integer> shuffled = PythonShuffle.of(IntStream.range(0, 1805).boxed().toList(), 1);
        assertThat(shuffled).startsWith(1029, 116, 1628, 1606, 1362, 1154);
        assertThat(shuffled.subList(998, 1002)).containsExactly(955, 442, 950, 1524);
        assertThat(shuffled.subList(0, 1000).stream().mapToInt(i -> i).sum()).isEqualTo(913964);
        assertThat(shuffled).doesNotHaveDuplicates().hasSize(1805);
    }
}
