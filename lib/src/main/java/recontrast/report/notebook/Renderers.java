package recontrast.report.notebook;

import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import recontrast.report.Html;
import recontrast.report.RunSentences;
import recontrast.report.charts.Charts;
import recontrast.report.charts.LandscapeChart;
import recontrast.report.charts.PictureFormat;
import recontrast.report.network.NetworkDrawing;
import recontrast.report.pictures.AnomalyGallery;
import recontrast.report.tables.Sheet;
import recontrast.report.tables.Tabular;
import recontrast.run.RunResult;
import tech.tablesaw.api.Table;

import java.awt.image.BufferedImage;
import java.util.function.Function;

/** How this library's results, and the tables and charts of its libraries, are shown in a notebook. */
final class Renderers {

    private static final MIMEType HTML = MIMEType.parse("text/html");

    private final Renderer renderer;

    private Renderers(Renderer renderer) {
        this.renderer = renderer;
    }

    static void register(Renderer renderer) {
        Renderers all = new Renderers(renderer);
        all.sheet(Tabular.class, Tabular::sheet);
        all.sheet(Table.class, Sheet::of);
        all.drawing(BufferedImage.class, Function.identity(), PictureFormat::describe);
        all.drawing(Charts.class, Charts::image, Charts::toString);
        all.photograph(AnomalyGallery.class, AnomalyGallery::image, AnomalyGallery::toString);
        all.photograph(LandscapeChart.class, LandscapeChart::image, LandscapeChart::toString);
        all.drawing(NetworkDrawing.class, NetworkDrawing::image, NetworkDrawing::toString);
        all.drawing(Chart.class, BitmapEncoder::getBufferedImage, chart -> "chart " + chart.getTitle());
        all.text(RunResult.class, RunSentences.PLAIN::ended);
    }

    private <T> void sheet(Class<T> type, Function<T, Sheet> sheet) {
        renderer.createRegistration(type).preferring(HTML).register((value, context) -> {
            Sheet shown = sheet.apply(value);
            context.renderIfRequested(HTML, () -> shown.html());
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> shown.text());
        });
    }

    private <T> void drawing(Class<T> type, Function<T, BufferedImage> picture, Function<T, String> words) {
        picture(type, PictureFormat.PNG, picture, words);
    }

    private <T> void photograph(Class<T> type, Function<T, BufferedImage> picture, Function<T, String> words) {
        picture(type, PictureFormat.JPEG, picture, words);
    }

    private <T> void picture(
            Class<T> type, PictureFormat format, Function<T, BufferedImage> picture, Function<T, String> words) {
        MIMEType mime = MIMEType.parse(format.mime());
        renderer.createRegistration(type).preferring(mime).register((value, context) -> {
            context.renderIfRequested(mime, () -> format.base64(picture.apply(value)));
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> words.apply(value));
        });
    }

    private <T> void text(Class<T> type, Function<T, String> words) {
        renderer.createRegistration(type).preferring(HTML).register((value, context) -> {
            context.renderIfRequested(HTML, () -> Html.paragraph(words.apply(value)));
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> words.apply(value));
        });
    }
}
