package recontrast.report.tables;

import org.knowm.xchart.XYChart;
import recontrast.Setting;
import recontrast.SweepResult;
import recontrast.analysis.LossSpike;
import recontrast.metric.Metric;
import recontrast.report.Figures;
import recontrast.report.Moment;
import recontrast.report.Palette;
import recontrast.report.RunGroup;
import recontrast.report.charts.Charts;
import recontrast.report.charts.Curve;
import recontrast.report.charts.Panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The losses of a sweep's runs and the steps at which they leap (paper, appendix E).
 *
 * @param runs with their settings, at least one
 */
public record LossSpikes(List<SweepResult.At> runs) implements Tabular {

    private static final int WIDTH = 430;

    public LossSpikes {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("expected runs of a sweep; found none: train it first");
        }
    }

    /** Of all runs of a sweep, stopped ones too. */
    public static LossSpikes of(SweepResult swept) {
        return new LossSpikes(swept.runs());
    }

    /** A row for each run. */
    @Override
    public Sheet sheet() {
        Columns<SweepResult.At> columns = new Columns<>();
        settings().forEach(setting -> columns.words(setting.toString(), at -> Figures.words(at.values().get(setting))));
        RunColumn last = RunColumn.of(Metric.IMAGE_AUROC, Moment.LAST);
        return columns.number("", "steps", at -> at.run().history().iterations())
                .number("spikes", "number", at -> spikes(at).size())
                .number("spikes", "highest", at -> highest(at, spike -> Figures.of(spike.loss(), 2)))
                .number("spikes", "usual then", at -> highest(at, spike -> Figures.of(spike.usual(), 2)))
                .number("spikes", "at step", at -> highest(at, spike -> String.valueOf(spike.step())))
                .add(last.heading(), at -> last.cell(RunGroup.of(List.of(at.run())).get(0)))
                .sheet(runs, "A spike is a step whose loss is more than half as large again as the median of the 25"
                        + " before it.");
    }

    private static List<LossSpike> spikes(SweepResult.At at) {
        return LossSpike.in(at.run().history().losses());
    }

    private static String highest(SweepResult.At at, Function<LossSpike, String> words) {
        return spikes(at).stream().max(Comparator.comparingDouble(LossSpike::loss)).map(words).orElse("");
    }

    /**
     * The loss of every step: a panel for each value of the first setting, a line for each combination of the others; all
     * over one vertical axis.
     */
    public Charts chart() {
        Setting across = settings().get(0);
        List<List<SweepResult.At>> panels = List.copyOf(runs.stream().collect(Collectors.groupingBy(
                at -> at.values().get(across), LinkedHashMap::new, Collectors.toList())).values());
        List<XYChart> charts = new ArrayList<>();
        for (List<SweepResult.At> members : panels) {
            boolean last = charts.size() == panels.size() - 1;
            int legend = Panel.legendWidth(members.stream().map(at -> label(at, across)));
            Panel panel = panel(across, members, last ? WIDTH + legend : WIDTH);
            panel.getStyler().setYAxisMin(0.0).setYAxisMax(highestLoss());
            charts.add(last ? panel : panel.withoutLegend());
        }
        return new Charts(charts);
    }

    private double highestLoss() {
        return runs.stream().flatMap(at -> at.run().history().losses().stream()).mapToDouble(Float::doubleValue).max()
                .orElse(1);
    }

    private static Panel panel(Setting across, List<SweepResult.At> members, int width) {
        SweepResult.At first = members.get(0);
        Panel panel = Panel.of(width, across + " " + Figures.words(first.values().get(across)), "loss of each step",
                first.run().spec().plan().iterations());
        for (int line = 0; line < members.size(); line++) {
            SweepResult.At at = members.get(line);
            panel.plainLine(label(at, across), Palette.of(at.run().config(), line).thin(), Curve.loss(at.run()));
        }
        return panel;
    }

    /** {@code Ours, stable}. */
    private static String label(SweepResult.At at, Setting across) {
        return Stream.concat(Stream.of(at.run().config().name()), at.values().entrySet().stream()
                .filter(value -> value.getKey() != across).map(value -> Figures.words(value.getValue())))
                .collect(Collectors.joining(", "));
    }

    private List<Setting> settings() {
        return List.copyOf(runs.get(0).values().keySet());
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
