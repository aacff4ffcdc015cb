package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recontrast.RunResult;
import recontrast.RunStore;
import recontrast.report.AblationTable;
import recontrast.report.PaperTable;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code recontrast table}: a table of the paper as published, or of the runs that are there. */
@Command(name = "table", description = {
        "Prints a table: of the finished runs in the results folder, or with --published as the paper has it.",
        "Nothing is trained."})
final class TableCommand implements Callable<Integer> {

    private static final String ABLATION = "ablation";
    private static final String ABLATION_NUMBER = "6";

    @Parameters(paramLabel = "TABLE", description = "ablation (which is 6), or 1 to 6 and A1 to A7 with --published.")
    private String table;

    @Option(names = "--published", description = "The paper's figures alone.")
    private boolean published;

    @Option(names = "--category", paramLabel = "NAME|all", defaultValue = "all",
            description = "Runs on this category alone (default: ${DEFAULT-VALUE}).")
    private String category;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the figures to this file too.")
    private Optional<Path> csv;

    @Mixin
    private ResultsOption results;

    @Spec
    private CommandSpec spec;

    /** A table to read, and its figures. */
    private record Rendered(String text, Table figures) { }

    @Override
    public Integer call() {
        Rendered rendered = published ? published() : measured();
        spec.commandLine().getOut().println(rendered.text());
        csv.ifPresent(file -> write(rendered.figures(), file));
        return Main.DONE;
    }

    private Rendered published() {
        PaperTable paper = paper(table.equalsIgnoreCase(ABLATION) ? ABLATION_NUMBER : table);
        return new Rendered(paper.text(), paper.table());
    }

    private static PaperTable paper(String number) {
        try {
            return PaperTable.number(number);
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(unknown);
        }
    }

    private Rendered measured() {
        if (!table.equalsIgnoreCase(ABLATION) && !table.equals(ABLATION_NUMBER)) {
            throw new UsageException("expected table ablation, which is 6, for runs made here; found " + table
                    + ": add --published for the paper's figures");
        }
        AblationTable ablation = AblationTable.of(finished());
        return new Rendered(PaperTable.beside(ablation).text(), ablation.table());
    }

    private List<RunResult> finished() {
        List<RunResult> all = RunStore.in(results.folder()).all().stream().filter(RunResult::finished).toList();
        List<RunResult> chosen = all.stream()
                .filter(run -> category.equals("all") || run.spec().category().equals(category))
                .toList();
        if (chosen.isEmpty()) {
            String others = all.isEmpty() ? "none"
                    : "only " + String.join(", ", all.stream().map(run -> run.spec().category()).distinct().toList());
            throw new IllegalStateException("expected finished runs" + (category.equals("all") ? "" : " on " + category)
                    + " in " + results.folder() + "; found " + others + ": train some with recontrast run");
        }
        return chosen;
    }

    private static void write(Table figures, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            figures.write().csv(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write --csv " + file + " (" + e.getClass().getSimpleName()
                    + "): is its folder there, and may this user write to it?", e);
        }
    }
}
