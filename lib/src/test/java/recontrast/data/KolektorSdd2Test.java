package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KolektorSdd2Test {

    @TempDir
    Path temp;
    private DatasetTree surfaces;

    @BeforeEach
    void asPublished() {
        surfaces = new DatasetTree(temp.resolve("KSDD2"))
                .images("train/10000.png", "train/10001.png", "train/10301.png", "train/10301 (copy).png",
                        "train/10301_GT (copy).png", "test/20000.png", "test/20001.png")
                .mask("train/10000_GT.png").mask("train/10001_GT.png", 255).mask("train/10301_GT.png")
                .mask("test/20000_GT.png").mask("test/20001_GT.png", 0, 255);
    }

    @Test
    void whatItsMaskMarksNothingOfIsGood() {
        Dataset dataset = surfaces.open();
        assertThat(dataset.name()).isEqualTo("KolektorSDD2");
        Category category = dataset.category("KolektorSDD2");
        assertThat(ids(category.train())).containsExactly("train/10000.png", "train/10301.png");
        assertThat(ids(category.test())).containsExactly("test/20000.png", "test/20001.png");
        assertThat(defects(category.test())).containsExactly("good", "defect");
        assertThat(category.test().get(1).mask().orElseThrow().get().values()).startsWith(0, 255, 0);
    }

    @Test
    void anImageWithoutItsMaskIsReported() {
        surfaces.without("test/20001_GT.png");
        assertFails("expected a mask for " + surfaces.root().resolve("test/20001.png")
                + "; found no 20001_GT.png in " + surfaces.root().resolve("test")
                + ": add the mask or remove the image");
    }

    @Test
    void aMaskWithoutItsImageIsReported() {
        surfaces.without("test/20000.png");
        assertFails("expected an image for the mask " + surfaces.root().resolve("test/20000_GT.png")
                + ", found none of that name in " + surfaces.root().resolve("test")
                + ": add the image or remove the mask");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> surfaces.open()).isInstanceOf(DataException.class).hasMessage(message);
    }
}
