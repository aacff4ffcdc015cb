package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Oct2017Test {

    @TempDir
    Path temp;

    @Test
    void normalScansAreTrainedOnAndAllKindsTested() {
        DatasetTree oct = new DatasetTree(temp.resolve("CellData/OCT"))
                .images("train/NORMAL/NORMAL-1001666-1.jpeg", "train/NORMAL/NORMAL-1001772-1.jpeg",
                        "train/CNV/CNV-1016042-1.jpeg", "train/DME/DME-1072015-1.jpeg",
                        "train/DRUSEN/DRUSEN-1001666-1.jpeg", "test/NORMAL/NORMAL-101880-1.jpeg",
                        "test/CNV/CNV-1016042-1.jpeg", "test/DME/DME-1081406-1.jpeg",
                        "test/DRUSEN/DRUSEN-1083159-1.jpeg")
                .text("train/NORMAL/.DS_Store", "");
        Dataset dataset = oct.open();
        assertThat(dataset.name()).isEqualTo("OCT2017");
        Category category = dataset.category(dataset.categories().get(0));
        assertThat(ids(category.train()))
                .containsExactly("train/NORMAL/NORMAL-1001666-1.jpeg", "train/NORMAL/NORMAL-1001772-1.jpeg");
        assertThat(defects(category.test())).containsExactly("good", "CNV", "DME", "DRUSEN");
        assertThat(ids(category.test())).contains("test/DRUSEN/DRUSEN-1083159-1.jpeg");
        assertThat(category.hasMasks()).isFalse();
        assertThat(category.test().get(1).picture().get().height()).isEqualTo(DatasetTree.HEIGHT);
    }
}
