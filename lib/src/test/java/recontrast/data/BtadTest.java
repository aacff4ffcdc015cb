package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtadTest {

    @TempDir
    Path temp;

    @Test
    void productsAreCategoriesWhateverTheFormatOfTheirImages() {
        DatasetTree btad = new DatasetTree(temp.resolve("BTech_Dataset_transformed"))
                .images("01/train/ok/0000.bmp", "01/test/ok/0001.bmp", "01/test/ko/0002.bmp", "02/train/ok/0000.png")
                .mask("01/ground_truth/ko/0002.png", 0, 1);
        Dataset dataset = btad.open();
        assertThat(dataset.name()).isEqualTo("BTAD");
        assertThat(dataset.categories()).containsExactly("01", "02");
        Category first = dataset.category("01");
        assertThat(ids(first.train())).containsExactly("train/ok/0000.bmp");
        assertThat(defects(first.test())).containsExactly("good", "ko");
        assertThat(first.test().get(1).mask().orElseThrow().get().values()).startsWith(0, 255, 0);
        Path product = btad.root().resolve("01");
        assertThatThrownBy(() -> Dataset.open(product)).isInstanceOf(DataException.class)
                .hasMessageEndingWith("did you mean " + btad.root() + "?");
    }
}
