package recontrast.report.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.Config;
import recontrast.data.Picture;
import recontrast.report.HandMadeRuns;
import recontrast.report.charts.Curves;
import recontrast.report.charts.PictureFormat;
import recontrast.report.charts.Slider;
import recontrast.report.network.NetworkDrawing;
import recontrast.report.pictures.AnomalyGallery;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.PaperTable;
import recontrast.run.RunResult;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class RenderingTest {

    private static final RunResult RUN = HandMadeRuns.finished(Config.OURS, "nut", 0, 0.8, 0.9);

    private static DisplayData rendered(Object value) {
        Renderer renderer = new Renderer();
        JJavaKernel.register(renderer);
        return renderer.render(value);
    }

    static Stream<Object> tablesAndRuns() {
        return Stream.of(RUN, AblationTable.of(List.of(RUN)), AblationTable.of(List.of(RUN)).table(),
                PaperTable.number("6"), PaperTable.beside(AblationTable.of(List.of(RUN))));
    }

    @ParameterizedTest
    @MethodSource("tablesAndRuns")
    void rendersTablesAndRunsAsHtmlAndText(Object value) {
        DisplayData data = rendered(value);
        assertThat((String) data.getData(MIMEType.TEXT_HTML)).contains("Ours").startsWith("<");
        assertThat((String) data.getData(MIMEType.TEXT_PLAIN)).contains("Ours").doesNotContain("<");
    }

    static Stream<Object> pictures() {
        return Stream.of(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), NetworkDrawing.of(Config.LADDER),
                Curves.imageAuroc(List.of(RUN)), Curves.imageAuroc(List.of(RUN)).panels().get(0));
    }

    @Test
    void rendersGalleriesAsJpegWhichIsSmaller() {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
        }
        Picture black = new Picture(64, 64, new byte[3 * 64 * 64]);
        AnomalyGallery gallery = AnomalyGallery.of(List.of(
                new AnomalyGallery.Example("hole", black, Optional.empty()))).withPictures("noise", List.of(noise));
        String jpeg = (String) rendered(gallery).getData(MIMEType.IMAGE_JPEG);
        assertThat(jpeg).startsWith("/9j/"); // JPEG's first bytes in base 64
        assertThat(jpeg.length()).isLessThan(PictureFormat.PNG.base64(gallery.image()).length());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void rendersPicturesAsPngAndText(Object value) {
        DisplayData data = rendered(value);
        assertThat((String) data.getData(MIMEType.IMAGE_PNG)).startsWith("iVBORw0KGgo"); // PNG's signature in base 64
        assertThat((String) data.getData(MIMEType.TEXT_PLAIN)).isNotBlank();
    }

    @Test
    void rendersWhatSlidesAsHtmlAsAPictureAndInWords() {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        DisplayData data = rendered(Slider.of("step", PictureFormat.SMALL_JPEG, List.of(
                new Slider.Frame("60 of 300", picture), new Slider.Frame("120 of 300", picture))));
        assertThat((String) data.getData(MIMEType.TEXT_HTML)).startsWith("<figure").containsOnlyOnce("<img ");
        assertThat((String) data.getData(MIMEType.IMAGE_JPEG)).startsWith("/9j/");
        assertThat((String) data.getData(MIMEType.TEXT_PLAIN)).isEqualTo("slider over step:\n  60 of 300\n  120 of 300");
    }

    @Test
    void isFoundByTheKernel() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(NotebookExtension.class);
    }
}
