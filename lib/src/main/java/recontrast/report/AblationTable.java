package recontrast.report;

import recontrast.Config;
import recontrast.Idea;
import recontrast.RunResult;
import recontrast.report.Sheet.Heading;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One row a configuration: what was measured over categories and seeds (paper, Table 6).
 *
 * @param rows in the order of the ladder
 * @param notes what to know when reading it, what was left out among it
 */
public record AblationTable(List<AblationRow> rows, List<String> notes) {

    private static final Map<Idea, String> SHORT = Map.of(
            Idea.GLOBAL_DISTANCE, "gl", Idea.OPTIMIZED_ENCODER, "en", Idea.STOP_GRADIENT, "sg",
            Idea.CONTRASTIVE_PAIRS, "cp", Idea.HARD_NORMAL_MINING, "hm");
    private static final String IDEAS = "gl " + Idea.GLOBAL_DISTANCE.title() + ", en " + Idea.OPTIMIZED_ENCODER.title()
            + ", sg " + Idea.STOP_GRADIENT.title() + ", cp " + Idea.CONTRASTIVE_PAIRS.title() + ", hm "
            + Idea.HARD_NORMAL_MINING.title() + ".";
    static final String BEST = "best: at the evaluation with the highest I-AUROC, which peeks at the test set;"
            + " compare by last. AUPRO published: as in the paper's code, image by image; exact: all images together,"
            + " to false positive rate 0.3. s: seconds a run.";

    public AblationTable {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** Tabulates the finished ones of these runs. */
    public static AblationTable of(Collection<RunResult> runs) {
        List<RunResult> finished = runs.stream().filter(RunResult::finished).toList();
        List<RunGroup> groups = RunGroup.of(finished);
        return new AblationTable(groups.stream().map(AblationRow::of).toList(), AblationNotes.of(runs, groups));
    }

    /** As numbers: metrics in percent, deviations over seeds missing where there is one seed. */
    public Table table() {
        Table table = Table.create("ablation",
                StringColumn.create("configuration", rows.stream().map(row -> row.group().label())));
        for (Idea idea : Idea.values()) {
            table.addColumns(StringColumn.create(idea.title(), rows.stream().map(row -> tick(row, idea))));
        }
        add(table, "I-AUROC last", AblationRow::imageAurocLast);
        add(table, "I-AUROC best", AblationRow::imageAurocBest);
        add(table, "AUPRO published last", AblationRow::auproLast);
        add(table, "AUPRO published best", AblationRow::auproBest);
        add(table, "AUPRO exact 0.3 last", AblationRow::auproExact);
        add(table, "diversity start", AblationRow::diversityStart);
        add(table, "diversity end", AblationRow::diversityEnd);
        add(table, "seconds", AblationRow::seconds);
        return table.addColumns(IntColumn.create("runs", rows.stream().mapToInt(row -> row.group().runs().size())));
    }

    private void add(Table table, String name, Function<AblationRow, Optional<Spread>> figure) {
        DoubleColumn means = DoubleColumn.create(name);
        DoubleColumn stds = DoubleColumn.create(name + " std");
        for (AblationRow row : rows) {
            figure.apply(row).ifPresentOrElse(spread -> means.append(spread.mean()), means::appendMissing);
            figure.apply(row).map(Spread::std).filter(OptionalDouble::isPresent)
                    .ifPresentOrElse(std -> stds.append(std.getAsDouble()), stds::appendMissing);
        }
        table.addColumns(means, stds);
    }

    private static String tick(AblationRow row, Idea idea) {
        return Config.ideasOf(row.group().config()).contains(idea) ? "x" : "";
    }

    /** As it is shown. */
    public Sheet sheet() {
        List<Heading> headings = new ArrayList<>();
        headings.add(Heading.words("config"));
        for (Idea idea : Idea.values()) {
            headings.add(new Heading("ideas", SHORT.get(idea), Sheet.Side.LEFT));
        }
        headings.add(Heading.number("I-AUROC, %", "last"));
        headings.add(Heading.number("I-AUROC, %", "best"));
        headings.add(Heading.number("AUPRO published, %", "last"));
        headings.add(Heading.number("AUPRO published, %", "best"));
        headings.add(Heading.number("AUPRO exact", "0.3 last"));
        headings.add(Heading.number("diversity", "start"));
        headings.add(Heading.number("diversity", "end"));
        headings.add(Heading.number("", "s"));
        headings.add(Heading.number("", "runs"));
        List<String> below = new ArrayList<>(List.of(IDEAS, BEST));
        below.addAll(notes);
        return new Sheet("", headings, rows.stream().map(AblationTable::cells).toList(), below);
    }

    private static List<String> cells(AblationRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.group().label());
        for (Idea idea : Idea.values()) {
            cells.add(tick(row, idea));
        }
        cells.add(Figures.of(row.imageAurocLast(), 2));
        cells.add(Figures.of(row.imageAurocBest(), 2));
        cells.add(Figures.of(row.auproLast(), 2));
        cells.add(Figures.of(row.auproBest(), 2));
        cells.add(Figures.of(row.auproExact(), 2));
        cells.add(row.diversityStart().map(spread -> Figures.of(spread.mean(), 4)).orElse(""));
        cells.add(row.diversityEnd().map(spread -> Figures.of(spread.mean(), 4)).orElse(""));
        cells.add(row.seconds().map(spread -> Figures.of(spread.mean(), 0)).orElse(""));
        cells.add(String.valueOf(row.group().runs().size()));
        return cells;
    }

    /** I-AUROC at the end in percent, configuration by category. */
    public Sheet categories() {
        List<String> categories = rows.stream()
                .flatMap(row -> row.group().categories().stream()).distinct().sorted().toList();
        List<Heading> headings = new ArrayList<>(List.of(Heading.words("config")));
        categories.forEach(category -> headings.add(Heading.number("I-AUROC last, %", category)));
        List<List<String>> cells = new ArrayList<>();
        for (AblationRow row : rows) {
            List<String> line = new ArrayList<>(List.of(row.group().label()));
            categories.forEach(category -> line.add(Figures.of(imageAuroc(row.group(), category), 2)));
            cells.add(line);
        }
        return new Sheet("", headings, cells, notes);
    }

    private static Optional<Spread> imageAuroc(RunGroup group, String category) {
        List<RunResult> runs = group.runs().stream().filter(run -> run.spec().category().equals(category)).toList();
        return AblationRow.of(new RunGroup(group.config(), group.label(), group.look(), runs)).imageAurocLast();
    }

    /** For the terminal, at most 120 columns wide for the named configurations. */
    public String text() {
        return sheet().text();
    }

    public String html() {
        return sheet().html();
    }

    /** Writes {@link #table()} as comma-separated values. */
    public void csv(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Csv.write(table(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
