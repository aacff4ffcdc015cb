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
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A chart in the style of this library: white, sparse, its legend outside. */
public final class Panel extends XYChart {

    private static final int HEIGHT = 420;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
    private static final Color INK = new Color(0x333333);
    private static final Font SMALL = TEXT.deriveFont(12f);
    private static final BasicStroke THIN = new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private static final int LEGEND_WIDTH = 64; // besides the longest label
    private static final int LETTER_WIDTH = 9;
    private static final int NAME_WIDTH = 66; // of a line, at its end
    private static final int WORDS_HEIGHT = 22;
    private static final int MARGIN = 8;
    private static final double SEEN = 0.015; // part of the height that the eye tells apart
    private static final double ODD_PART = 0.2718;
    private static final String NOT_DRAWN = "not drawn";

    private final List<XYSeries> named = new ArrayList<>();

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
            series(label, look, curve).setMarker(look.marker());
        }
    }

    /** A line without markers. */
    public void plainLine(String label, Look look, Curve curve) {
        if (!curve.points().isEmpty()) {
            series(label, look, curve);
        }
    }

    /** A thin, faint line without an entry in the legend. */
    void background(String name, Look look, Curve curve) {
        if (!curve.points().isEmpty()) {
            XYSeries series = series(name, look, curve);
            series.setLineStyle(THIN).setLineColor(look.faint());
            series.setShowInLegend(false);
        }
    }

    /** A thin line for one of several seeds, with dashes of its place among them. */
    void seed(String label, Look look, int place, long seed, Curve curve) {
        if (!curve.points().isEmpty()) {
            String name = "seed " + seed;
            series(label + ", " + name, look.ofSeed(place), curve).setMarkerColor(look.color())
                    .setLabel(name).setShowInLegend(false);
        }
    }

    /** The same with each seed named at the end of its line, for which there is then room. */
    Panel namingSeeds() {
        getSeriesCollection().stream().filter(series -> !series.getLabel().equals(series.getName())).forEach(named::add);
        if (!named.isEmpty()) {
            getStyler().setXAxisMax(getStyler().getXAxisMax() * (1 + NAME_WIDTH / (double) getWidth()));
        }
        return this;
    }

    private XYSeries series(String name, Look look, Curve curve) {
        XYSeries series = addSeries(name, curve.iterations(), curve.values());
        series.setLineStyle(look.line()).setLineColor(look.color());
        series.setMarkerColor(look.color()).setMarker(SeriesMarkers.NONE);
        return series;
    }

    /** The same over a vertical axis that is at least so long: what hardly differs then looks so. */
    public Panel spanning(double least) {
        DoubleSummaryStatistics values = heights();
        double room = (least - (values.getMax() - values.getMin())) / 2;
        return room > 0 && values.getCount() > 0 ? between(values.getMin() - room, values.getMax() + room) : this;
    }

    /** The same over this vertical axis. */
    Panel between(double lowest, double highest) {
        getStyler().setYAxisMin(lowest).setYAxisMax(highest);
        return this;
    }

    /** Over all points of all lines. */
    DoubleSummaryStatistics heights() {
        return getSeriesCollection().stream().flatMapToDouble(one -> DoubleStream.of(one.getYData())).summaryStatistics();
    }

    /** Lines of which the eye sees one, all along, the topmost last: {@code A, B, B+hm}. */
    List<String> hidden() {
        double height = Optional.ofNullable(getStyler().getYAxisMin()).map(min -> getStyler().getYAxisMax() - min)
                .orElseGet(() -> heights().getMax() - heights().getMin());
        Map<XYSeries, List<String>> together = new LinkedHashMap<>();
        getSeriesCollection().stream().filter(XYSeries::isShowInLegend).forEach(one -> together.computeIfAbsent(
                together.keySet().stream().filter(other -> alike(one, other, SEEN * height)).findFirst().orElse(one),
                first -> new ArrayList<>()).add(one.getName()));
        return together.values().stream().filter(names -> names.size() > 1).map(names -> String.join(", ", names)).toList();
    }

    private static boolean alike(XYSeries one, XYSeries other, double height) {
        return Arrays.equals(one.getXData(), other.getXData()) && IntStream.range(0, one.getYData().length)
                .allMatch(i -> Math.abs(one.getYData()[i] - other.getYData()[i]) <= height);
    }

    /** With words below on lines that hide others, and with names at the ends of lines. */
    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        String words = String.join("; ", hidden());
        boolean several = getSeriesCollection().stream().filter(XYSeries::isShowInLegend).count() > 1;
        int below = several ? WORDS_HEIGHT : 0; // in each of several panels, so that their axes are at one height
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        withRoundTicks(() -> super.paint(graphics, width, height - below));
        setHeight(height);
        graphics.setFont(SMALL);
        nameEnds(graphics);
        graphics.setColor(INK);
        graphics.drawString(words.isEmpty() ? "" : wordsWithin(graphics.getFontMetrics(), width, "on one another: " + words),
                MARGIN, height - MARGIN);
    }

    /** These words, or fewer where there is no room for them. */
    private String wordsWithin(FontMetrics metrics, int width, String words) {
        return metrics.stringWidth(words) < width - 2 * MARGIN ? words : "some lines lie on one another";
    }

    /**
     * Where all points are equally far apart, XChart would take its ticks from them, and not round numbers: a point that
     * is not drawn prevents that, where the labels are numbers.
     */
    private void withRoundTicks(Runnable painting) {
        Optional<XYSeries> first = getSeriesCollection().stream().findFirst()
                .filter(series -> getStyler().getXAxisTickLabelsFormattingFunction() == null);
        first.ifPresent(series -> {
            double last = series.getXData()[series.getXData().length - 1];
            double[] x = {series.getXData()[0] + ODD_PART * (last - series.getXData()[0])};
            double[] y = {heights().getMin() + ODD_PART * (heights().getMax() - heights().getMin())};
            addSeries(NOT_DRAWN, x, y).setMarker(SeriesMarkers.NONE).setShowInLegend(false);
        });
        painting.run();
        first.ifPresent(series -> removeSeries(NOT_DRAWN));
    }

    /** From the top down, each below the one before. */
    private void nameEnds(Graphics2D graphics) {
        double free = 0;
        for (XYSeries series : named.stream().sorted(Comparator.comparingDouble(Panel::end).reversed()).toList()) {
            double y = Math.max(free, getScreenYFromChart(end(series)) + SMALL.getSize() / 3.0);
            free = y + SMALL.getSize() + 1;
            graphics.setColor(series.getMarkerColor());
            graphics.drawString(series.getLabel(),
                    (float) getScreenXFromChart(series.getXData()[series.getXData().length - 1]) + MARGIN, (float) y);
        }
    }

    private static double end(XYSeries series) {
        return series.getYData()[series.getYData().length - 1];
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
