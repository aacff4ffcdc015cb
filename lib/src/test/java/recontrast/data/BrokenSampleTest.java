package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenSampleTest {

    @TempDir
    Path temp;

    @Test
    void brokenPicturesAndMasksAreNamedAndNoOthers() throws IOException {
        DatasetTree tree = new DatasetTree(temp.resolve("part")).images("train/good/0.png",
                "test/hole/0.png", "test/hole/1.png", "test/hole/2.png", "test/hole/3.png");
        for (int i = 0; i < 3; i++) {
            tree.mask("ground_truth/hole/" + i + "_mask.png", 255);
        }
        tree.text("test/hole/0.png", "no picture").text("ground_truth/hole/1_mask.png", "no mask");
        TestImages.grey(tree.root().resolve("ground_truth/hole/3_mask.png"), 9, 9, 255);
        List<Sample> samples = tree.open().category("part").test();
        List<BrokenSample> broken = BrokenSample.among(samples);
        assertThat(broken).extracting(BrokenSample::id)
                .containsExactly("test/hole/0.png", "test/hole/1.png", "test/hole/3.png");
        assertThat(broken.get(0).reason()).contains(tree.root().resolve("test/hole/0.png").toString());
        assertThat(broken.get(1).reason()).contains(tree.root().resolve("ground_truth/hole/1_mask.png").toString());
        assertThat(broken.get(2).reason()).contains("found 9 x 9");
        Files.delete(tree.root().resolve("test/hole/2.png"));
        assertThat(BrokenSample.among(samples)).hasSize(4);
    }
}
