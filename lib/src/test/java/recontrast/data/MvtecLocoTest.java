package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvtecLocoTest {

    @TempDir
    Path temp;
    private DatasetTree loco;

    @BeforeEach
    void asPublished() {
        loco = new DatasetTree(temp.resolve("mvtec_loco_anomaly_detection"))
                .text("pushpins/defects_config.json", "[]")
                .images("pushpins/train/good/000.png", "pushpins/train/good/001.png",
                        "pushpins/validation/good/000.png", "pushpins/test/good/000.png",
                        "pushpins/test/logical_anomalies/000.png", "pushpins/test/structural_anomalies/000.png",
                        "pushpins/test/structural_anomalies/001.png", "screw_bag/train/good/000.png",
                        "screw_bag/test/logical_anomalies/000.png")
                .mask("pushpins/ground_truth/logical_anomalies/000/000.png", 255)
                .mask("pushpins/ground_truth/logical_anomalies/000/001.png", 0, 0, 232)
                .mask("pushpins/ground_truth/structural_anomalies/000/000.png", 0, 254)
                .mask("pushpins/ground_truth/structural_anomalies/001/000.png", 0, 0, 0, 253)
                .mask("screw_bag/ground_truth/logical_anomalies/000/000.png", 255);
    }

    @Test
    void categoriesHaveTwoKindsOfDefectAndValidationImages() {
        Dataset dataset = loco.open();
        assertThat(dataset.name()).isEqualTo("MVTec LOCO");
        assertThat(dataset.categories()).containsExactly("pushpins", "screw_bag");
        Category pushpins = dataset.category("pushpins");
        assertThat(pushpins.dataset()).isEqualTo("MVTec LOCO");
        assertThat(ids(pushpins.train())).containsExactly("train/good/000.png", "train/good/001.png");
        assertThat(ids(pushpins.validation())).containsExactly("validation/good/000.png");
        assertThat(defects(pushpins.test()))
                .containsExactly("good", "logical_anomalies", "structural_anomalies", "structural_anomalies");
        assertThat(pushpins.hasMasks()).isTrue();
    }

    @Test
    void theMasksOfAnImageCountTogether() {
        Category pushpins = loco.open().category("pushpins");
        assertThat(pushpins.test().get(1).mask().orElseThrow().get().values()).startsWith(255, 0, 255, 0);
        assertThat(pushpins.test().get(3).mask().orElseThrow().get().values()).startsWith(0, 0, 0, 255, 0);
    }

    @Test
    void oneCategoryIsOpenedByItself() {
        Dataset dataset = Dataset.open(loco.root().resolve("pushpins"));
        assertThat(dataset.name()).isEqualTo("MVTec LOCO");
        assertThat(dataset.category("pushpins").test()).hasSize(4);
    }

    @Test
    void aDefectiveImageWithoutMasksIsReported() {
        loco.without("pushpins/ground_truth/structural_anomalies/001/000.png");
        assertFails("expected a mask for " + loco.root().resolve("pushpins/test/structural_anomalies/001.png")
                + ", as other images there have one; found no 001_mask.png in "
                + loco.root().resolve("pushpins/ground_truth/structural_anomalies")
                + ": add the mask or remove the image");
    }

    @Test
    void masksWithoutAnImageAreReported() {
        loco.mask("pushpins/ground_truth/structural_anomalies/007/000.png", 255);
        assertFails("expected an image for the mask "
                + loco.root().resolve("pushpins/ground_truth/structural_anomalies/007/000.png")
                + ", found none of that name in " + loco.root().resolve("pushpins/test/structural_anomalies")
                + ": add the image or remove the mask");
    }

    private void assertFails(String message) {
        Dataset dataset = loco.open();
        assertThatThrownBy(() -> dataset.category("pushpins")).isInstanceOf(DataException.class).hasMessage(message);
    }
}
