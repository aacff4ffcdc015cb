package recontrast.report.tables;

import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recontrast.Setting;
import recontrast.SweepResult;
import recontrast.detector.Method;
import recontrast.metric.Metric;
import recontrast.report.Figures;
import recontrast.report.Look;
import recontrast.report.Moment;
import recontrast.report.Palette;
import recontrast.report.RunGroup;
import recontrast.report.Spread;
import recontrast.report.charts.Charts;
import recontrast.report.charts.Curves;
import recontrast.report.charts.Panel;
import recontrast.run.RunResult;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a sweep measured: a row for every combination of settings and every configuration, the mean over seeds.
 *
 * @param settings that were varied, seeds left out
 * @param rows in the order of the grid
 */
public record SweepTable(List<Setting> settings, List<Row> rows) implements Tabular {

    private static final int WIDTH = 700; // of the chart
    private static final double LEAST_SPAN = 0.05; // of its vertical axis
    private static final double LARGEST_TO_SCALE = 50; // times the smallest
    private static final RunColumn IMAGE_AUROC = RunColumn.of(Metric.IMAGE_AUROC, Moment.LAST);

    /**
     * One combination.
     *
     * @param values by setting, in words
     * @param runs of all its seeds
     */
    public record Row(Map<Setting, String> values, RunGroup runs) {

        Method config() {
            return runs.config();
        }
    }

    private record Key(Map<Setting, String> values, Method config) { }

    /** Tabulates the finished runs of a sweep. */
    public static SweepTable of(SweepResult swept) {
        Map<Key, List<RunResult>> groups = swept.runs().stream().filter(at -> at.run().finished())
                .collect(Collectors.groupingBy(at -> new Key(words(at.values()), at.run().config()), LinkedHashMap::new,
                        Collectors.mapping(SweepResult.At::run, Collectors.toList())));
        List<Row> rows = groups.entrySet().stream().map(group -> {
            Method config = group.getKey().config();
            return new Row(group.getKey().values(),
                    new RunGroup(config, config.name(), Palette.of(config), List.copyOf(group.getValue())));
        }).toList();
        return new SweepTable(rows.stream().flatMap(row -> row.values().keySet().stream()).distinct().toList(), rows);
    }

    private static Map<Setting, String> words(Map<Setting, Object> values) {
        Map<Setting, String> words = new LinkedHashMap<>();
        values.forEach((setting, value) -> words.put(setting, Figures.words(value)));
        words.remove(Setting.SEED);
        return words;
    }

    /** As numbers where settings are numbers; metrics in percent. */
    @Override
    public Table table() {
        Table table = Table.create("sweep");
        for (Setting setting : settings) {
            table.addColumns(StringColumn.create(setting.toString(), rows.stream().map(row -> row.values().get(setting))));
        }
        table.addColumns(StringColumn.create("configuration", rows.stream().map(row -> row.config().name())));
        for (RunColumn column : RunColumn.sweep(groups())) {
            table.addColumns(numbers(column.title(), column, spread -> OptionalDouble.of(spread.mean())));
            if (column.title().equals(IMAGE_AUROC.title())) {
                table.addColumns(numbers(column.title() + " std", column, Spread::std));
            }
        }
        return table;
    }

    private DoubleColumn numbers(String name, RunColumn column, Function<Spread, OptionalDouble> number) {
        return Csv.numbers(name, rows, row -> column.of(row.runs()).map(number).orElse(OptionalDouble.empty()));
    }

    private List<RunGroup> groups() {
        return rows.stream().map(Row::runs).toList();
    }

    @Override
    public Sheet sheet() {
        Columns<Row> columns = new Columns<>();
        settings.forEach(setting -> columns.number("", setting.toString(), row -> row.values().get(setting)));
        return columns.words("config", row -> row.config().name()).runs(RunColumn.sweep(groups()), Row::runs)
                .number("", "runs", row -> row.runs().runs().size()).sheet(rows, RunColumn.note(groups()));
    }

    /**
     * I-AUROC at the end against the first setting, a line for each configuration and combination of the others, with
     * bars for the deviations of seeds where all have several; values that are words, or numbers of several
     * magnitudes, stand evenly spaced in their order.
     */
    public Charts chart() {
        if (rows.isEmpty() || settings.isEmpty()) {
            throw new IllegalArgumentException("expected finished runs under several settings; found none: train the sweep");
        }
        Setting across = settings.get(0);
        List<String> values = rows.stream().map(row -> row.values().get(across)).distinct().toList();
        Panel panel = Panel.of(WIDTH, "", Curves.axis(Metric.IMAGE_AUROC), across.toString(),
                values.stream().mapToDouble(value -> at(value, values)).summaryStatistics());
        Map<String, List<Row>> lines = rows.stream().collect(
                Collectors.groupingBy(row -> label(row, across), LinkedHashMap::new, Collectors.toList()));
        int variant = 0;
        for (Map.Entry<String, List<Row>> line : lines.entrySet()) {
            Look look = Palette.of(line.getValue().get(0).config(), settings.size() > 1 ? variant++ : 0);
            draw(panel, line.getKey(), look, line.getValue(), values);
        }
        if (!toScale(values)) {
            panel.setCustomXAxisTickLabelsFormatter(x -> tick(x, values));
        }
        return Charts.of(panel.spanning(Metric.IMAGE_AUROC.unit().of(LEAST_SPAN)));
    }

    /** The configuration and the settings other than the first. */
    private static String label(Row row, Setting across) {
        return row.config().name() + row.values().entrySet().stream().filter(value -> value.getKey() != across)
                .map(value -> ", " + value.getKey() + " " + value.getValue()).collect(Collectors.joining());
    }

    private void draw(Panel panel, String label, Look look, List<Row> line, List<String> values) {
        List<Row> measured = line.stream().filter(row -> imageAuroc(row).isPresent()).toList();
        double[] x = measured.stream().mapToDouble(row -> at(row.values().get(settings.get(0)), values)).toArray();
        double[] y = measured.stream().mapToDouble(row -> imageAuroc(row).orElseThrow().mean()).toArray();
        double[] deviations = measured.stream()
                .flatMapToDouble(row -> imageAuroc(row).orElseThrow().std().stream()).toArray();
        XYSeries series = panel.addSeries(label, x, y, deviations.length == y.length ? deviations : null);
        series.setLineStyle(look.line()).setLineColor(look.color());
        series.setMarkerColor(look.color()).setMarker(x.length > 0 ? look.marker() : SeriesMarkers.NONE);
    }

    private static Optional<Spread> imageAuroc(Row row) {
        return IMAGE_AUROC.of(row.runs());
    }

    private static boolean isNumber(String value) {
        return value.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    }

    /** Whether they are numbers that an axis can keep apart. */
    private static boolean toScale(List<String> values) {
        if (!values.stream().allMatch(SweepTable::isNumber)) {
            return false;
        }
        DoubleSummaryStatistics sizes = values.stream().mapToDouble(Double::parseDouble).map(Math::abs)
                .filter(size -> size > 0).summaryStatistics();
        return sizes.getMax() <= LARGEST_TO_SCALE * sizes.getMin();
    }

    private static double at(String value, List<String> values) {
        return toScale(values) ? Double.parseDouble(value) : values.indexOf(value);
    }

    /** Nothing between values; XChart would draw no tick at all if both ends of the axis had one label. */
    private static String tick(double x, List<String> values) {
        int index = (int) Math.round(x);
        boolean value = Math.abs(x - index) < 1e-6 && index >= 0 && index < values.size();
        return value ? values.get(index) : x < 0 ? " " : "";
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
