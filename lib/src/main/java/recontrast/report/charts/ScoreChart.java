package recontrast.report.charts;

import org.apiguardian.api.API;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recontrast.metric.ImageScore;
import recontrast.metric.OperatingPoint;
import recontrast.metric.ScoredImage;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Image scores, a dot an image: good ones below, defective ones kind by kind above, and the thresholds one may
 * choose.
 */
@API(status = API.Status.STABLE)
public final class ScoreChart {

    private static final int WIDTH = 820;
    private static final int FRAMES = 15; // of a slider
    private static final Color GOOD = new Color(0x0072B2);
    private static final Color DEFECTIVE = new Color(0xD55E00);
    private static final List<Color> LINES = List.of(new Color(0x333333), new Color(0x009E73), new Color(0xCC79A7));

    private ScoreChart() { }

    /**
     * A named threshold.
     *
     * @param name for the legend
     */
    public record Threshold(String name, double score) { }

    /** The scores of images, with a line for each threshold. */
    public static Charts of(List<ScoredImage> images, ImageScore rule, Threshold... thresholds) {
        List<String> kinds = images.stream().map(ScoredImage::defect).distinct().toList();
        DoubleStream scores = images.stream().mapToDouble(image -> image.score(rule));
        Panel panel = Panel.of(WIDTH, "", "", "image score", scores.summaryStatistics());
        for (int kind = 0; kind < kinds.size(); kind++) {
            dots(panel, kinds.get(kind), kind, images, rule);
        }
        for (int i = 0; i < thresholds.length; i++) {
            line(panel, thresholds[i], kinds.size(), LINES.get(i % LINES.size()));
        }
        panel.getStyler().setYAxisMin(-0.6).setYAxisMax(kinds.size() - 0.4).setYAxisTicksVisible(false);
        return Charts.of(panel);
    }

    /**
     * What threshold after threshold costs: from frame to frame about as many images change sides. In each the scores,
     * the line between them, and the confusion matrix.
     *
     * @param thresholds with a frame and a line of their own; the first of them is begun with
     */
    public static Slider slider(List<ScoredImage> images, ImageScore rule, Threshold... thresholds) {
        double[] scores = images.stream().mapToDouble(image -> image.score(rule)).sorted().toArray();
        List<Double> at = DoubleStream.concat(
                IntStream.range(0, FRAMES).mapToDouble(i -> scores[i * (scores.length - 1) / (FRAMES - 1)]),
                Stream.of(thresholds).mapToDouble(Threshold::score)).sorted().distinct().boxed().toList();
        Slider slider = Slider.of("threshold", PictureFormat.PNG, at.stream().map(threshold -> {
            OperatingPoint point = OperatingPoint.at(threshold, images, rule);
            List<Threshold> lines = new ArrayList<>(List.of(thresholds));
            lines.add(new Threshold("this threshold", threshold));
            return new Slider.Frame(point.toString().replaceFirst("threshold ", ""), new ConfusionMatrix(
                    of(images, rule, lines.toArray(Threshold[]::new)), point).image());
        }).toList());
        return thresholds.length == 0 ? slider : slider.from(at.indexOf(thresholds[0].score()));
    }

    /** Images of one kind, spread a little so that they do not hide each other. */
    private static void dots(Panel panel, String kind, int row, List<ScoredImage> images, ImageScore rule) {
        double[] x = images.stream().filter(image -> image.defect().equals(kind))
                .mapToDouble(image -> image.score(rule)).toArray();
        double[] y = IntStream.range(0, x.length).mapToDouble(i -> row + 0.5 * (i * 0.618 % 1 - 0.5)).toArray();
        XYSeries series = panel.addSeries(kind.replace('_', ' '), x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        boolean good = images.stream().anyMatch(image -> image.defect().equals(kind) && !image.anomalous());
        series.setMarker(good ? SeriesMarkers.CIRCLE : markers().get(row % markers().size()));
        series.setMarkerColor(good ? GOOD : DEFECTIVE);
    }

    private static List<Marker> markers() {
        return List.of(SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE,
                SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS);
    }

    private static void line(Panel panel, Threshold threshold, int rows, Color color) {
        XYSeries series = panel.addSeries(threshold.name(),
                new double[] {threshold.score(), threshold.score()}, new double[] {-0.6, rows - 0.4});
        series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(new BasicStroke(2));
    }
}
