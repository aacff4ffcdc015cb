package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir
    Path folder;

    @Test
    void findsEverythingThatRunsNeed() {
        CommandLineResult result = CommandLineResult.of("doctor", "--results", folder.toString(), "--device", "cpu");
        assertThat(result.code()).isZero();
        assertThat(result.out()).anyMatch(line -> line.matches("OK +engine: PyTorch .*"));
        assertThat(result.out()).anyMatch(line -> line.matches("OK +weights: 198 tensors of the embedded encoder"));
    }

    @Test
    void doesWithoutImageNetWeights() {
        CommandLineResult result = CommandLineResult.of("doctor", "--results", folder.toString(), "--device", "cpu");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("missing  ImageNet weights: expected torchvision's files in "
                + System.getenv("RECONTRAST_CACHE") + "; found none: they are downloaded when first used, or now by"
                + " recontrast weights all (only backbones other than embedded need it)");
    }

    @Test
    void failsWhereDataIsMissing() {
        CommandLineResult result = CommandLineResult.of("doctor", "--results", folder.toString(), "--data",
                folder.resolve("nowhere").toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).filteredOn(line -> line.startsWith("missing  data: "))
                .singleElement().asString().contains("expected train/good under " + folder.resolve("nowhere"));
    }

    @Test
    void countsTheImagesOfEveryCategory() throws Exception {
        CategoryOnDisk.at(folder.resolve("data/tile"), 3);
        CategoryOnDisk.goodOnly(folder.resolve("data/wood"), 2);
        CommandLineResult result = CommandLineResult.of("doctor", "--results", folder.toString(), "--data",
                folder.resolve("data").toString());
        assertThat(result.out()).contains("OK       data: data tile: 3 good images to train on, 1 good and 1 defective"
                + " to test, with masks; data wood: 2 good images to train on, no test images:"
                + " trains without evaluation");
    }
}
