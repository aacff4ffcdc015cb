package recontrast.report.charts;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recontrast.report.Look;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.Stream;

/** A chart in the style of this library: white, sparse, its legend outside. */
public final class Panel extends XYChart {

    private static final int HEIGHT = 420;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Color INK = new Color(0x333333);
    private static final BasicStroke THIN = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private static final int LEGEND_WIDTH = 64; // besides the longest label
    private static final int LETTER_WIDTH = 9;

    private Panel(int width, String title, String measure, String across) {
        super(width, HEIGHT);
        setTitle(title);
        setXAxisTitle(across);
        setYAxisTitle(measure);
        style(getStyler());
    }

    /** A chart over the iterations of a training. */
    public static Panel of(int width, String title, String measure, int iterations) {
        Panel panel = new Panel(width, title, measure, "iterations");
        panel.getStyler().setXAxisMin(0.0).setXAxisMax((double) iterations).setXAxisDecimalPattern("0");
        return panel;
    }

    /** A chart over something else, with room left and right of its values. */
    public static Panel of(int width, String title, String measure, String across, DoubleSummaryStatistics values) {
        Panel panel = new Panel(width, title, measure, across);
        double room = Math.max(0.05 * (values.getMax() - values.getMin()), 1e-9);
        panel.getStyler().setXAxisMin(values.getMin() - room).setXAxisMax(values.getMax() + room)
                .setXAxisDecimalPattern("0.#####");
        return panel;
    }

    private static void style(XYStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setChartPadding(10)
                .setChartTitleBoxVisible(false).setChartTitleFont(TEXT).setChartFontColor(INK).setMarkerSize(8)
                .setLegendPosition(LegendPosition.OutsideE).setLegendLayout(LegendLayout.Vertical)
                .setLegendBorderColor(Color.WHITE).setLegendFont(TEXT).setLegendSeriesLineLength(34);
        styler.setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT).setAxisTickLabelsColor(INK)
                .setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(new Color(0xE4E4E4))
                .setPlotGridLinesStroke(new BasicStroke(1)).setPlotTicksMarksVisible(false)
                .setAxisTickMarksColor(INK).setXAxisTickMarkSpacingHint(80)
                .setYAxisTickMarkSpacingHint(50).setYAxisDecimalPattern("0.####");
    }

    /** A line with its entry in the legend. */
    void line(String label, Look look, Curve curve) {
        if (!curve.points().isEmpty()) {
            series(label, look, curve.iterations(), curve.values()).setMarker(look.marker());
        }
    }

    /** A line without markers. */
    public void plainLine(String label, Look look, Curve curve) {
        if (!curve.points().isEmpty()) {
            series(label, look, uneven(curve.iterations()), uneven(curve.values()));
        }
    }

    /** A thin, faint line without an entry in the legend. */
    void background(String name, Look look, Curve curve) {
        if (!curve.points().isEmpty()) {
            XYSeries series = series(name, look, uneven(curve.iterations()), uneven(curve.values()));
            series.setLineStyle(THIN).setLineColor(look.faint());
            series.setShowInLegend(false);
        }
    }

    private XYSeries series(String name, Look look, double[] x, double[] y) {
        XYSeries series = addSeries(name, x, y);
        series.setLineStyle(look.line()).setLineColor(look.color());
        series.setMarkerColor(look.color()).setMarker(SeriesMarkers.NONE);
        return series;
    }

    /**
     * With the middle of the last stretch. Where all points are equally far apart, XChart would take its ticks from
     * them, and not round numbers.
     */
    private static double[] uneven(double[] values) {
        int last = values.length - 1;
        if (last < 1) {
            return values;
        }
        double[] more = Arrays.copyOf(values, values.length + 1);
        more[last] = (values[last - 1] + values[last]) / 2;
        more[last + 1] = values[last];
        return more;
    }

    /** What a legend with these labels takes of a panel's width. */
    public static int legendWidth(Stream<String> labels) {
        return LEGEND_WIDTH + LETTER_WIDTH * labels.mapToInt(String::length).max().orElse(0);
    }

    /** The same, whose lines the legend of a panel beside it explains. */
    public Panel withoutLegend() {
        getStyler().setLegendVisible(false);
        return this;
    }
}
