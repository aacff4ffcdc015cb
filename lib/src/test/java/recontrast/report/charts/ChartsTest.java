package recontrast.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.data.Picture;
import recontrast.report.HandMadeRuns;
import recontrast.report.network.NetworkDrawing;
import recontrast.report.pictures.AnomalyGallery;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

class ChartsTest {

    private static final BufferedImage PICTURE = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);

    /** Everything that is drawn and saved. */
    private static final Map<String, Consumer<Path>> SAVES = Map.of(
            "curves", file -> Curves.loss(List.of(HandMadeRuns.finished(Config.C, "nut", 0, 0.8, 0.6))).save(file),
            "a drawing", file -> NetworkDrawing.of(Config.E).save(file),
            "a gallery", file -> AnomalyGallery.of(List.of(new AnomalyGallery.Example(
                    "hole", new Picture(1, 1, new byte[3]), Optional.empty()))).save(file),
            "landscapes", file -> LandscapeChart.of(new Landscape("B", LandscapeGrid.QUICK.withPoints(3),
                    List.of(new double[3], new double[] {0, 1, 0}, new double[3]))).save(file));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"x.svg", "x.pdf", "x.eps", "x.tiff", "x.jpg", "x.png.svg", "x", "png", ".."})
    void refusesAPicturesNameOfAnotherFormatThanPng(String name) {
        Path file = folder.resolve("figures").resolve(name);
        assertThatThrownBy(() -> Charts.save(PICTURE, file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a name that ends in .png, as pictures are written; found " + file
                        + ": save it as PNG, and convert that if need be");
        assertThat(file.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.eps", "x.tiff", "x.jpg", "x.png.eps", "x", "png", "svg", "pdf", ".."})
    void refusesADrawingsNameOfAnotherFormatThanItWrites(String name) {
        Path file = folder.resolve("figures").resolve(name);
        SAVES.forEach((what, save) -> {
            assertThatThrownBy(() -> save.accept(file)).as(what).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a name that ends in .png, .svg or .pdf, as drawings are written; found " + file
                            + ": save it as one of these, and convert that if need be");
            assertThat(file.getParent()).as(what).doesNotExist();
        });
    }

    @Test
    void writesPngWhateverTheCaseOfTheName() throws IOException {
        Path file = folder.resolve("figures/X.PNG");
        Charts.save(PICTURE, file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2);
    }
}
