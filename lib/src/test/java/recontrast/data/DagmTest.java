package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DagmTest {

    @TempDir
    Path temp;
    private DatasetTree textures;

    @BeforeEach
    void asPublished() {
        textures = new DatasetTree(temp.resolve("DAGM2007")).text("Class1/Train/Label/Labels.txt", "1")
                .images("Class1/Train/0576.PNG", "Class1/Train/0577.PNG", "Class1/Test/0001.PNG", "Class1/Test/0002.PNG",
                        "Class2/Train/0576.PNG")
                .mask("Class1/Train/Label/0576_label.PNG", 255).mask("Class1/Test/Label/0002_label.PNG", 0, 255)
                .mask("Class2/Train/Label/0576_label.PNG", 255);
    }

    @Test
    void whatHasAMaskIsDefectiveAndOfTheTestAlone() {
        Dataset dataset = textures.open();
        assertThat(dataset.name()).isEqualTo("DAGM");
        assertThat(dataset.categories()).containsExactly("Class1", "Class2");
        Category category = dataset.category("Class1");
        assertThat(category.dataset()).isEqualTo("DAGM");
        assertThat(ids(category.train())).containsExactly("Train/0577.PNG");
        assertThat(ids(category.test())).containsExactly("Test/0001.PNG", "Test/0002.PNG");
        assertThat(defects(category.test())).containsExactly("good", "defect");
        assertThat(category.test().get(1).mask().orElseThrow().get().values()).startsWith(0, 255, 0);
    }

    @Test
    void aTextureWithoutMasksIsRefused() {
        Path test = textures.root().resolve("Class1/Test");
        textures.without("Class1/Test/Label/0002_label.PNG");
        assertFails("Class1", "expected masks of the defective images of " + test + " in " + test.resolve("Label")
                + "; found none: unpack the data set again");
    }

    @Test
    void aTextureThatIsNotThereIsNamed() {
        assertFails("Class3", "expected a texture with Train/Label under " + textures.root()
                + "; found Class1, Class2: did you mean Class1?");
    }

    private void assertFails(String texture, String message) {
        Dataset dataset = textures.open();
        assertThatThrownBy(() -> dataset.category(texture)).isInstanceOf(DataException.class).hasMessage(message);
    }
}
