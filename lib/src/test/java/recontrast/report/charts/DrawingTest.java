package recontrast.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import recontrast.Config;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.data.Picture;
import recontrast.metric.AnomalyMap;
import recontrast.report.HandMadeRuns;
import recontrast.report.network.NetworkDrawing;
import recontrast.report.pictures.AnomalyGallery;

import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.xml.parsers.DocumentBuilderFactory;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class DrawingTest {

    @TempDir
    private Path folder;

    /** Of each kind one. */
    static Map<String, Drawing> drawings() {
        return Map.of("charts", curves(), "networks", NetworkDrawing.of(Config.E),
                "gallery", AnomalyGallery.of(List.of(new AnomalyGallery.Example(
                        "thread_side", new Picture(2, 2, new byte[12]), Optional.empty())))
                        .with("A", List.of(new AnomalyMap(2, 2, new float[4]))),
                "landscapes", LandscapeChart.of(new Landscape("B", LandscapeGrid.QUICK.withPoints(3),
                        List.of(new double[3], new double[] {0, 1, 0}, new double[3]))));
    }

    static List<String> kinds() {
        return List.copyOf(drawings().keySet());
    }

    private static Charts curves() {
        return Curves.lossAndAuroc(List.of(HandMadeRuns.finished(Config.C, "nut", 0, 0.8, 0.6)),
                List.of(HandMadeRuns.finished(Config.OURS, "nut", 0, 0.7, 0.9)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesAnSvgOfThatSize(String kind) throws Exception {
        Path file = folder.resolve("figures/x.svg");
        drawings().get(kind).save(file, 500, 300);
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("500");
        assertThat(svg.getDocumentElement().getAttribute("height")).isEqualTo("300");
        BufferedImage page = new BufferedImage(500, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 500, 300);
        new SVGLoader().load(file.toUri().toURL(), LoaderContext.createDefault()).render((JComponent) null, graphics);
        assertThat(IntStream.of(page.getRGB(0, 0, 500, 300, null, 0, 500))).anyMatch(rgb -> (rgb & 0xFFFFFF) < 0x808080);
    }

    @Test
    void keepsANetworksTextAsTextInSvg() throws Exception {
        Path file = folder.resolve("x.svg");
        drawings().get("networks").save(file, 500, 300);
        NodeList texts = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                .getElementsByTagName("text");
        assertThat(IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent()))
                .contains("trained encoder");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void writesAPdfOfOnePageOfThatSize(String kind) throws Exception {
        Path file = folder.resolve("x.PDF");
        drawings().get(kind).save(file, 400, 250);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(400);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(250);
            BufferedImage page = new PDFRenderer(document).renderImage(0);
            assertThat(IntStream.of(page.getRGB(0, 0, 400, 250, null, 0, 400))).anyMatch(rgb -> (rgb & 0xFFFFFF) < 0x808080);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void drawsPicturesInAnySizeAndKeepsItsOwn(String kind) throws Exception {
        Drawing drawing = drawings().get(kind);
        Dimension own = drawing.size();
        drawing.save(folder.resolve("small.png"), 450, 200);
        drawing.save(folder.resolve("own.png"));
        BufferedImage small = ImageIO.read(folder.resolve("small.png").toFile());
        BufferedImage large = ImageIO.read(folder.resolve("own.png").toFile());
        assertThat(new Dimension(small.getWidth(), small.getHeight())).isEqualTo(new Dimension(450, 200));
        assertThat(new Dimension(large.getWidth(), large.getHeight())).isEqualTo(own).isEqualTo(drawing.size());
    }

    @Test
    void shrinksAllOfAChartThatHadNoRoomForItsCurves() throws IOException {
        curves().save(folder.resolve("column.png"), 227, 120); // eight centimetres of a paper
        BufferedImage column = ImageIO.read(folder.resolve("column.png").toFile());
        assertThat(IntStream.of(column.getRGB(0, 0, 227, 120, null, 0, 227)).filter(DrawingTest::coloured).count())
                .as("pixels of curves").isGreaterThan(100);
    }

    private static boolean coloured(int rgb) {
        return Color.RGBtoHSB(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, null)[1] > 0.4;
    }

    @Test
    void refusesASizeOfNothing() {
        assertThatThrownBy(() -> curves().save(folder.resolve("x.svg"), 0, 100)).hasMessage(
                "expected sides of at least 1 to draw x.svg in; found 0 x 100");
    }

    /** In a class path that lacks them, as of a project that depends on this library alone. */
    @Test
    void namesTheLibraryThatIsMissing() throws Exception {
        URL[] others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(batik|pdfbox|graphics2d).*")).map(DrawingTest::url).toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            Method drawings = without.loadClass(DrawingTest.class.getName()).getDeclaredMethod("drawings");
            drawings.setAccessible(true);
            Object chart = ((Map<?, ?>) drawings.invoke(null)).get("landscapes");
            assertThatThrownBy(() -> save(chart, folder.resolve("x.svg"))).cause().hasMessageStartingWith("expected the"
                    + " library org.apache.xmlgraphics:batik-svggen to write SVG with; found no org.apache.batik.")
                    .hasMessageEndingWith(": put it on the class path, or save as PNG");
            assertThatThrownBy(() -> save(chart, folder.resolve("x.pdf"))).cause().hasMessageStartingWith("expected the"
                    + " library de.rototor.pdfbox:graphics2d to write PDF with; found no ");
            save(chart, folder.resolve("x.png"));
            assertThat(folder).isDirectoryContaining("glob:**x.png").isDirectoryNotContaining("glob:**x.svg*");
        }
    }

    private static void save(Object drawing, Path file) throws ReflectiveOperationException {
        drawing.getClass().getMethod("save", Path.class).invoke(drawing, file);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
