package recontrast.report;

import recontrast.Config;
import recontrast.RunResult;
import recontrast.detector.Method;
import recontrast.Setting;
import recontrast.SweepResult;
import recontrast.report.Sheet.Heading;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a sweep measured: a row for every combination of settings and every configuration, the mean over seeds.
 *
 * @param settings that were varied, seeds left out
 * @param rows in the order of the grid
 */
public record SweepTable(List<Setting> settings, List<Row> rows) {

    /**
     * One combination.
     *
     * @param values by setting, in words
     * @param measured of all its seeds
     */
    public record Row(Map<Setting, String> values, AblationRow measured) {

        Method config() {
            return measured.group().config();
        }
    }

    private record Key(Map<Setting, String> values, Method config) { }

    /** Tabulates the finished runs of a sweep. */
    public static SweepTable of(SweepResult swept) {
        Map<Key, List<RunResult>> groups = new LinkedHashMap<>();
        for (SweepResult.At at : swept.runs()) {
            if (at.run().finished()) {
                groups.computeIfAbsent(new Key(words(at.values()), at.run().config()), key -> new ArrayList<>())
                        .add(at.run());
            }
        }
        List<Row> rows = groups.entrySet().stream().map(group -> {
            Method config = group.getKey().config();
            RunGroup runs = new RunGroup(config, config.name(), Palette.of(config), List.copyOf(group.getValue()));
            return new Row(group.getKey().values(), AblationRow.of(runs));
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
    public Table table() {
        Table table = Table.create("sweep");
        for (Setting setting : settings) {
            table.addColumns(StringColumn.create(setting.toString(), rows.stream().map(row -> row.values().get(setting))));
        }
        table.addColumns(StringColumn.create("configuration", rows.stream().map(row -> row.config().name())));
        column(table, "I-AUROC last", row -> row.imageAurocLast().map(Spread::mean).orElse(Double.NaN));
        column(table, "I-AUROC last std",
                row -> row.imageAurocLast().map(spread -> spread.std().orElse(Double.NaN)).orElse(Double.NaN));
        column(table, "I-AUROC best", row -> row.imageAurocBest().map(Spread::mean).orElse(Double.NaN));
        column(table, "AUPRO published last", row -> row.auproLast().map(Spread::mean).orElse(Double.NaN));
        column(table, "seconds", row -> row.seconds().map(Spread::mean).orElse(Double.NaN));
        return table;
    }

    private void column(Table table, String name, Function<AblationRow, Double> figure) {
        table.addColumns(DoubleColumn.create(name,
                rows.stream().mapToDouble(row -> figure.apply(row.measured())).toArray())); // NaN: missing
    }

    /** As it is shown. */
    public Sheet sheet() {
        List<Heading> headings = new ArrayList<>();
        settings.forEach(setting -> headings.add(Heading.number("", setting.toString())));
        headings.add(Heading.words("config"));
        headings.add(Heading.number("I-AUROC, %", "last"));
        headings.add(Heading.number("I-AUROC, %", "best"));
        headings.add(Heading.number("AUPRO published, %", "last"));
        headings.add(Heading.number("", "s"));
        headings.add(Heading.number("", "runs"));
        return new Sheet("", headings, rows.stream().map(this::cells).toList(), List.of(AblationTable.BEST));
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        settings.forEach(setting -> cells.add(row.values().get(setting)));
        cells.add(row.config().name());
        cells.add(Figures.of(row.measured().imageAurocLast(), 2));
        cells.add(Figures.of(row.measured().imageAurocBest(), 2));
        cells.add(Figures.of(row.measured().auproLast(), 2));
        cells.add(row.measured().seconds().map(spread -> Figures.of(spread.mean(), 0)).orElse(""));
        cells.add(String.valueOf(row.measured().group().runs().size()));
        return cells;
    }

    /** I-AUROC at the end against the first setting, a line for each configuration and combination of the others. */
    public Figure figure() {
        return SweepChart.of(this);
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
