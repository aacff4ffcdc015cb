package recontrast.report.pictures;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.data.Dataset;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class HeatMapsTest {

    @TempDir
    private Path folder;

    /** As when the maps of a category's test images are saved in the category's own folder. */
    @Test
    void replaceNoImageOfADataSet() throws IOException {
        Path root = folder.resolve("nut");
        for (String name : List.of("train/good/0.png", "test/good/0.png", "test/hole/1.png")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "not read");
        }
        List<Sample> test = Dataset.open(root).category("nut").test();
        assertThatThrownBy(() -> HeatMaps.of(test, root)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a folder for maps apart from their images at " + root + "; found the image "
                        + root.resolve("test/good/0.png") + " where a map would be: choose another");
        assertThatCode(() -> HeatMaps.of(test, root.resolve("maps"))).doesNotThrowAnyException();
    }

    @Test
    void mayLieAnywhereForGeneratedImages() {
        assertThatCode(() -> HeatMaps.of(Embedded.washer().test(), folder)).doesNotThrowAnyException();
    }
}
