package recontrast.report.tables;

import recontrast.Idea;
import recontrast.metric.Metric;
import recontrast.report.Moment;
import recontrast.report.RunGroup;
import recontrast.report.Spread;
import recontrast.report.tables.Sheet.Heading;
import recontrast.run.RunResult;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row a configuration: what was measured over categories and seeds (paper, Table 6).
 *
 * @param rows finished runs, in the order of the ladder
 * @param notes what to know when reading it, what was left out among it
 */
public record AblationTable(List<RunGroup> rows, List<String> notes) implements Tabular {

    /** {@code gl global distance, en optimised encoder, ...} */
    private static final String IDEAS = Stream.of(Idea.values())
            .map(idea -> idea.shortTitle() + " " + idea.title()).collect(Collectors.joining(", ", "", "."));
    private static final int NAMED = 4; // unfinished runs

    public AblationTable {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** Tabulates the finished ones of these runs. */
    @SafeVarargs
    public static AblationTable of(Collection<RunResult>... several) {
        List<RunResult> runs = RunGroup.together(several);
        List<RunGroup> rows = RunGroup.of(runs.stream().filter(RunResult::finished).toList());
        List<String> notes = new ArrayList<>();
        if (!rows.isEmpty()) {
            notes.add(over(rows));
        }
        List<RunResult> unfinished = runs.stream().filter(run -> !run.finished()).toList();
        if (!unfinished.isEmpty()) {
            notes.add("Left out, unfinished: " + named(unfinished) + ".");
        }
        if (rows.stream().map(RunGroup::categories).distinct().count() > 1) {
            notes.add("Not every configuration has every category: compare category by category.");
        }
        rows.stream().filter(group -> !balanced(group)).forEach(group -> notes.add(
                group.label() + ": not every seed has every category, so the deviation mixes both."));
        return new AblationTable(rows, notes);
    }

    private static String over(List<RunGroup> groups) {
        String categories = groups.stream().flatMap(group -> group.categories().stream()).distinct().sorted()
                .collect(Collectors.joining(", "));
        long seeds = groups.stream().mapToLong(group -> group.seeds().size()).max().orElse(0);
        return "Over " + categories + (seeds > 1
                ? "; mean and standard deviation of up to " + seeds + " seeds." : "; one seed, so no deviations.");
    }

    private static String named(List<RunResult> runs) {
        String names = runs.stream().limit(NAMED)
                .map(run -> run.spec() + " (" + run.history().iterations() + " of "
                        + run.spec().plan().iterations() + ")")
                .collect(Collectors.joining("; "));
        return runs.size() > NAMED ? names + " and " + (runs.size() - NAMED) + " more" : names;
    }

    private static boolean balanced(RunGroup group) {
        return group.seeds().values().stream()
                .map(runs -> runs.stream().map(run -> run.spec().category()).distinct().count())
                .distinct().count() == 1;
    }

    /** As numbers: metrics in percent, deviations over seeds missing where there is one seed. */
    @Override
    public Table table() {
        Table table = Table.create("ablation",
                StringColumn.create("configuration", rows.stream().map(RunGroup::label)));
        for (Idea idea : Idea.values()) {
            table.addColumns(StringColumn.create(idea.title(), rows.stream().map(row -> tick(row, idea))));
        }
        for (RunColumn column : RunColumn.ablation(rows)) {
            table.addColumns(Csv.numbers(column.title(), rows, row -> mean(column.of(row))),
                    Csv.numbers(column.title() + " std", rows, row ->
                            column.of(row).map(Spread::std).orElse(OptionalDouble.empty())));
        }
        return table.addColumns(IntColumn.create("runs", rows.stream().mapToInt(row -> row.runs().size())));
    }

    private static OptionalDouble mean(Optional<Spread> spread) {
        return spread.stream().mapToDouble(Spread::mean).findFirst();
    }

    private static String tick(RunGroup row, Idea idea) {
        return row.has(idea) ? "x" : "";
    }

    /** At most 120 columns wide for the named configurations, where no model was chosen. */
    @Override
    public Sheet sheet() {
        Columns<RunGroup> columns = new Columns<RunGroup>().words("config", RunGroup::label);
        for (Idea idea : Idea.values()) {
            columns.add(new Heading("ideas", idea.shortTitle(), Sheet.Side.LEFT), row -> tick(row, idea));
        }
        columns.runs(RunColumn.ablation(rows), row -> row).number("", "runs", row -> row.runs().size());
        return columns.sheet("", rows, Stream.concat(Stream.of(IDEAS, RunColumn.note(rows)), notes.stream()).toList());
    }

    /** I-AUROC at the end in percent, configuration by category. */
    public Sheet categories() {
        RunColumn last = RunColumn.of(Metric.IMAGE_AUROC, Moment.LAST);
        Columns<RunGroup> columns = new Columns<RunGroup>().words("config", RunGroup::label);
        rows.stream().flatMap(row -> row.categories().stream()).distinct().sorted().forEach(category ->
                columns.number("I-AUROC last, %", category, row -> last.cell(row.of(category))));
        return columns.sheet("", rows, notes);
    }

    @Override
    public String toString() {
        return text();
    }
}
