package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KolektorSddTest {

    @TempDir
    Path temp;

    /** NumPy 2.4.6: {@code RandomState(42).permutation(5)} is 1, 4, 2, 0, 3. */
    @Test
    void fourFifthsOfTheGoodAreTrainedOnAndAllDefectiveTested() {
        DatasetTree commutators = new DatasetTree(temp.resolve("KolektorSDD"));
        for (String part : new String[] {"kos01/Part0", "kos01/Part1", "kos01/Part2", "kos02/Part0", "kos02/Part1"}) {
            commutators.images(part + ".jpg").mask(part + "_label.bmp");
        }
        commutators.images("kos02/Part2.jpg").mask("kos02/Part2_label.bmp", 0, 255);
        Dataset dataset = commutators.open();
        assertThat(dataset.name()).isEqualTo("KolektorSDD");
        Category category = dataset.category("KolektorSDD");
        assertThat(ids(category.train()))
                .containsExactly("kos02/Part1.jpg", "kos01/Part2.jpg", "kos01/Part0.jpg", "kos02/Part0.jpg");
        assertThat(ids(category.test())).containsExactly("kos01/Part1.jpg", "kos02/Part2.jpg");
        assertThat(defects(category.test())).containsExactly("good", "defect");
        assertThat(category.test().get(1).mask().orElseThrow().get().values()).startsWith(0, 255, 0);
    }

    /** What the documentation of anomalib's dataset shows of 347 good images: of the first five, the fourth is tested. */
    @Test
    void theSplitIsThatOfAnomalib() {
        DatasetTree commutators = new DatasetTree(temp.resolve("KolektorSDD"));
        for (int i = 0; i < 347; i++) {
            String part = "kos%02d/Part%d".formatted(i / 7 + 1, i % 7);
            commutators.images(part + ".jpg").mask(part + "_label.bmp");
        }
        Category category = commutators.open().category("KolektorSDD");
        assertThat(category.train()).hasSize(277);
        assertThat(ids(category.train()))
                .contains("kos01/Part0.jpg", "kos01/Part1.jpg", "kos01/Part2.jpg", "kos01/Part4.jpg");
        assertThat(ids(category.test())).hasSize(70).contains("kos01/Part3.jpg");
    }
}
