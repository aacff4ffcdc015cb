package recontrast.report.notebook;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import recontrast.report.Html;
import recontrast.report.RunSentences;
import recontrast.report.charts.Charts;
import recontrast.report.charts.LandscapeChart;
import recontrast.report.charts.PictureFormat;
import recontrast.report.charts.Slider;
import recontrast.report.network.NetworkDrawing;
import recontrast.report.pictures.AnomalyGallery;
import recontrast.report.tables.Sheet;
import recontrast.report.tables.Tabular;
import recontrast.run.RunResult;
import tech.tablesaw.api.Table;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one of this library's results, or a table or chart of its libraries, is shown in a notebook: the same in every
 * kernel.
 *
 * @param mimes the MIME types of what is shown where more than text is read, the best first
 * @param shown by MIME type: HTML, a picture in base 64, and words for where only text is read
 */
record Rendering<T>(Class<T> type, List<String> mimes, Function<T, Map<String, String>> shown) {

    static final String HTML = "text/html";
    static final String TEXT = "text/plain";

    static final List<Rendering<?>> ALL = List.of(
            html(Tabular.class, Tabular::html, Tabular::text),
            html(Table.class, table -> Sheet.of(table).html(), table -> Sheet.of(table).text()),
            html(RunResult.class, run -> Html.paragraph(RunSentences.PLAIN.ended(run)), RunSentences.PLAIN::ended),
            picture(BufferedImage.class, PictureFormat.PNG, Function.identity(), PictureFormat::describe),
            picture(Charts.class, PictureFormat.PNG, Charts::image, Charts::toString),
            picture(AnomalyGallery.class, PictureFormat.JPEG, AnomalyGallery::image, AnomalyGallery::toString),
            picture(LandscapeChart.class, PictureFormat.JPEG, LandscapeChart::image, LandscapeChart::toString),
            picture(NetworkDrawing.class, PictureFormat.PNG, NetworkDrawing::image, NetworkDrawing::toString),
            picture(Chart.class, PictureFormat.PNG, BitmapEncoder::getBufferedImage, chart -> "chart " + chart.getTitle()),
            new Rendering<>(Slider.class, List.of(HTML, PictureFormat.PNG.mime(), PictureFormat.JPEG.mime()),
                    slider -> Map.of(HTML, slider.html(), TEXT, slider.toString(),
                            slider.format().mime(), slider.format().base64(slider.still()))));

    private static <T> Rendering<T> html(Class<T> type, Function<T, String> html, Function<T, String> words) {
        return new Rendering<>(type, List.of(HTML), value -> Map.of(HTML, html.apply(value), TEXT, words.apply(value)));
    }

    private static <T> Rendering<T> picture(
            Class<T> type, PictureFormat format, Function<T, BufferedImage> picture, Function<T, String> words) {
        return new Rendering<>(type, List.of(format.mime()), value -> Map.of(
                format.mime(), format.base64(picture.apply(value)), TEXT, words.apply(value)));
    }

    /** What shows a value, by MIME type; nothing for what is not among {@link #ALL}. */
    static Optional<Map<String, String>> bundle(Object value) {
        return ALL.stream().filter(rendering -> rendering.type.isInstance(value)).findFirst()
                .map(rendering -> rendering.rendered(value));
    }

    Map<String, String> rendered(Object value) {
        return shown.apply(type.cast(value));
    }
}
