package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real images, as the magnetic tile defect data set is published: JPEG, of many sizes, with PNG masks. */
class MagneticTileTest {

    private Category tiles;

    @BeforeEach
    void open() {
        Optional<String> data = Optional.ofNullable(System.getenv("RECONTRAST_TEST_DATA"));
        assumeTrue(data.isPresent(), "skipped: RECONTRAST_TEST_DATA names no folder with data/magnetic_tile");
        Path folder = Path.of(data.orElseThrow(), "data", "magnetic_tile");
        tiles = Dataset.open(folder).category("magnetic_tile");
    }

    @Test
    void everyTileHasItsLabelAndMask() {
        assertThat(tiles.train()).hasSize(254);
        assertThat(tiles.hasMasks()).isTrue();
        assertThat(tiles.test().stream().collect(Collectors.groupingBy(Sample::defect, Collectors.counting())))
                .containsOnly(entry("good", 64), entry("blowhole", 58), entry("break", 43), entry("crack", 29),
                        entry("fray", 16), entry("uneven", 52));
    }

    @Test
    void everyTileDecodes() {
        PreparedImages images = PreparedImages.of(tiles.test(), Resolution.square(96), MaskRule.ANY_NON_ZERO);
        assertThat(images.count()).isEqualTo(262);
        List<String> unmarked = IntStream.range(0, images.count())
                .filter(i -> images.sample(i).anomalous() && marked(images.mask(i).orElseThrow()) == 0)
                .mapToObj(i -> images.sample(i).id())
                .toList();
        // two masks of the data set are black
        assertThat(unmarked).containsExactly("test/uneven/exp3_num_45042.jpg", "test/uneven/exp4_num_352527.jpg");
    }

    private static long marked(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(i -> mask[i]).count();
    }

    private static Map.Entry<String, Long> entry(String defect, long count) {
        return Map.entry(defect, count);
    }
}
