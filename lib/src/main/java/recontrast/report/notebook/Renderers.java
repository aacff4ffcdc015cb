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
record Renderers(Renderer renderer) {

    private static final MIMEType HTML = MIMEType.parse("text/html");

    static void register(Renderer renderer) {
        Renderers all = new Renderers(renderer);
        all.add(Tabular.class, HTML, Tabular::html, Tabular::text);
        all.add(Table.class, HTML, table -> Sheet.of(table).html(), table -> Sheet.of(table).text());
        all.add(RunResult.class, HTML, run -> Html.paragraph(RunSentences.PLAIN.ended(run)), RunSentences.PLAIN::ended);
        all.picture(BufferedImage.class, PictureFormat.PNG, Function.identity(), PictureFormat::describe);
        all.picture(Charts.class, PictureFormat.PNG, Charts::image, Charts::toString);
        all.picture(AnomalyGallery.class, PictureFormat.JPEG, AnomalyGallery::image, AnomalyGallery::toString);
        all.picture(LandscapeChart.class, PictureFormat.JPEG, LandscapeChart::image, LandscapeChart::toString);
        all.picture(NetworkDrawing.class, PictureFormat.PNG, NetworkDrawing::image, NetworkDrawing::toString);
        all.picture(Chart.class, PictureFormat.PNG, BitmapEncoder::getBufferedImage, chart -> "chart " + chart.getTitle());
    }

    private <T> void picture(
            Class<T> type, PictureFormat format, Function<T, BufferedImage> picture, Function<T, String> words) {
        add(type, MIMEType.parse(format.mime()), value -> format.base64(picture.apply(value)), words);
    }

    private <T> void add(Class<T> type, MIMEType mime, Function<T, String> shown, Function<T, String> words) {
        renderer.createRegistration(type).preferring(mime).register((value, context) -> {
            context.renderIfRequested(mime, () -> shown.apply(value));
            context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> words.apply(value));
        });
    }
}
