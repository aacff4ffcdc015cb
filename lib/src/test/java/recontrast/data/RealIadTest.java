package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.data.DatasetTree.defects;
import static recontrast.data.DatasetTree.ids;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealIadTest {

    private static final String LIST = """
            {"meta": {"normal_class": "OK", "prefix": "usb/"},
             "train": [{"category": "usb", "anomaly_class": "OK", "image_path": "OK/S0001/usb_0001_OK_C1_1.jpg",
                        "mask_path": null}],
             "test": [{"category": "usb", "anomaly_class": "OK", "image_path": "OK/S0002/usb_0002_OK_C1_1.jpg",
                       "mask_path": null},
                      {"category": "usb", "anomaly_class": "AK", "image_path": "NG/AK/S0003/usb_0003_NG_AK_C1_1.jpg",
                       "mask_path": "NG/AK/S0003/usb_0003_NG_AK_C1_1.png"}]}
            """;

    @TempDir
    Path temp;
    private DatasetTree tree;

    @BeforeEach
    void asPublished() {
        tree = new DatasetTree(temp.resolve("Real-IAD")).text("realiad_jsons/usb.json", LIST)
                .text("realiad_jsons_sv/toy.json", LIST)
                .images("realiad_1024/usb/OK/S0001/usb_0001_OK_C1_1.jpg", "realiad_1024/usb/OK/S0002/usb_0002_OK_C1_1.jpg",
                        "realiad_1024/usb/NG/AK/S0003/usb_0003_NG_AK_C1_1.jpg")
                .mask("realiad_1024/usb/NG/AK/S0003/usb_0003_NG_AK_C1_1.png", 0, 255);
    }

    @Test
    void listsTellWhatIsTrainedOnAndTested() {
        Dataset dataset = tree.open();
        assertThat(dataset.name()).isEqualTo("Real-IAD");
        assertThat(dataset.categories()).containsExactly("usb");
        Category category = dataset.category("usb");
        assertThat(ids(category.train())).containsExactly("OK/S0001/usb_0001_OK_C1_1.jpg");
        assertThat(ids(category.test()))
                .containsExactly("OK/S0002/usb_0002_OK_C1_1.jpg", "NG/AK/S0003/usb_0003_NG_AK_C1_1.jpg");
        assertThat(defects(category.test())).containsExactly("good", "AK");
        assertThat(category.test().get(1).mask().orElseThrow().get().values()).startsWith(0, 255, 0);
    }

    @Test
    void listsOneFolderDeeperAreRead() {
        tree.without("realiad_jsons/usb.json").text("realiad_jsons/realiad_jsons/usb.json", LIST);
        assertThat(tree.open().category("usb").test()).hasSize(2);
    }

    @Test
    void whatIsMissingIsNamed() {
        String image = "realiad_1024/usb/OK/S0002/usb_0002_OK_C1_1.jpg";
        tree.without(image);
        assertFails("expected an image at " + tree.root().resolve(image) + ", as named in "
                + tree.root().resolve("realiad_jsons/usb.json") + "; found no such file there: unpack the images again");
    }

    @Test
    void aBrokenListIsNamed() {
        tree.text("realiad_jsons/usb.json", "{\"train\": []}");
        assertBroken("Missing required creator property 'meta' (index 0)");
        tree.text("realiad_jsons/usb.json", "{\"train\"");
        assertBroken("Unexpected end-of-input within/between Object entries");
    }

    private void assertBroken(String reason) {
        assertFails("expected a list of images as JSON in " + tree.root().resolve("realiad_jsons/usb.json")
                + "; found: " + reason + ": unpack the data set again");
    }

    private void assertFails(String message) {
        Dataset dataset = tree.open();
        assertThatThrownBy(() -> dataset.category("usb")).isInstanceOf(DataException.class).hasMessage(message);
    }
}
