package recontrast.report;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recontrast.Setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a sweep; values that are words stand evenly spaced in their order. */
final class SweepChart {

    private static final int WIDTH = 700;

    private SweepChart() { }

    static Figure of(SweepTable swept) {
        if (swept.rows().isEmpty() || swept.settings().isEmpty()) {
            throw new IllegalArgumentException("expected finished runs under several settings; found none: train the sweep");
        }
        Setting across = swept.settings().get(0);
        List<String> values = swept.rows().stream().map(row -> row.values().get(across)).distinct().toList();
        Panel panel = Panel.of(WIDTH, "", "I-AUROC (%)", across.toString(), values.stream().mapToDouble(value -> at(value, values))
                .summaryStatistics());
        Map<String, List<SweepTable.Row>> lines = lines(swept, across);
        int variant = 0;
        for (Map.Entry<String, List<SweepTable.Row>> line : lines.entrySet()) {
            Look look = Palette.of(line.getValue().get(0).config(), swept.settings().size() > 1 ? variant++ : 0);
            draw(panel.chart(), line.getKey(), look, line.getValue(), across, values);
        }
        if (!values.stream().allMatch(SweepChart::isNumber)) {
            panel.chart().setCustomXAxisTickLabelsFormatter(x -> label(x, values));
        }
        return Figure.of(panel.chart());
    }

    /** The rows of each line, by its label: the configuration and the settings other than the first. */
    private static Map<String, List<SweepTable.Row>> lines(SweepTable swept, Setting across) {
        Map<String, List<SweepTable.Row>> lines = new LinkedHashMap<>();
        for (SweepTable.Row row : swept.rows()) {
            StringBuilder label = new StringBuilder(row.config().name());
            row.values().forEach((setting, value) ->
                    label.append(setting == across ? "" : ", " + setting + " " + value));
            lines.computeIfAbsent(label.toString(), key -> new ArrayList<>()).add(row);
        }
        return lines;
    }

    private static void draw(XYChart chart, String label, Look look, List<SweepTable.Row> rows, Setting across,
            List<String> values) {
        List<SweepTable.Row> measured = rows.stream().filter(row -> row.measured().imageAurocLast().isPresent()).toList();
        double[] x = measured.stream().mapToDouble(row -> at(row.values().get(across), values)).toArray();
        double[] y = measured.stream().mapToDouble(row -> row.measured().imageAurocLast().orElseThrow().mean()).toArray();
        double[] deviations = measured.stream()
                .mapToDouble(row -> row.measured().imageAurocLast().orElseThrow().std().orElse(0)).toArray();
        XYSeries series = chart.addSeries(label, x, y, deviations);
        series.setLineStyle(look.line()).setLineColor(look.color());
        series.setMarkerColor(look.color()).setMarker(x.length > 0 ? look.marker() : SeriesMarkers.NONE);
    }

    private static boolean isNumber(String value) {
        return value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }

    private static double at(String value, List<String> values) {
        return values.stream().allMatch(SweepChart::isNumber) ? Double.parseDouble(value) : values.indexOf(value);
    }

    private static String label(double x, List<String> values) {
        int index = (int) Math.round(x);
        return Math.abs(x - index) < 1e-6 && index >= 0 && index < values.size() ? values.get(index) : "";
    }
}
