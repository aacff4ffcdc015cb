package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.RunStore;
import recontrast.report.reproduction.PaperExperiment;
import recontrast.report.reproduction.Reproduction;
import recontrast.report.reproduction.ReproductionFiles;
import recontrast.report.reproduction.ReproductionPlan;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.PaperTable;
import tech.tablesaw.api.Table;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code recontrast table}: a table of the paper, as published, of the runs that are there, or made again. */
@Command(name = "table", description = {
        "Makes a table of the paper again on --data: trains the runs that are missing, prints what was measured beside"
                + " the paper's figures, and writes both as CSV, HTML and JSON.",
        "With --published the paper's figures alone; table 6 without --data is of the finished runs, none is trained."})
final class TableCommand implements Callable<Integer> {

    private static final String ABLATION_NUMBER = "6";

    /** What else tables are called than in the list. */
    private static final Map<String, String> OTHER_NAMES = Map.of("ablation", ABLATION_NUMBER, "e", "Appendix E");

    @Parameters(paramLabel = "TABLE", description = "1 to 6, A1 to A7, or E for appendix E; ablation is 6.")
    private String table;

    @Option(names = "--published", description = "The paper's figures alone.")
    private boolean published;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the figures to this file too.")
    private Optional<Path> csv;

    @Option(names = "--output", paramLabel = "DIR",
            description = "Folder for the table as CSV, HTML and JSON (default: tables in the folder of the runs).")
    private Optional<Path> output;

    @Option(names = "--plan", paramLabel = "FILE",
            description = "Train nothing: write the runs that are needed to this file as JSON, each with the command"
                    + " that trains it.")
    private Optional<Path> jobs;

    @Mixin
    private DataOptions data;

    @Mixin
    private TrainingOptions training;

    @Spec
    private CommandSpec spec;

    /** A table to read, and its figures. */
    private record Rendered(String text, Table figures) { }

    @Override
    public Integer call() {
        if (!published && spec.commandLine().getParseResult().hasMatchedOption("--data")) {
            return made();
        }
        Rendered rendered = published ? published() : measured();
        out().println(rendered.text());
        csv.ifPresent(file -> CsvFile.write(rendered.figures(), file));
        return Main.DONE;
    }

    @SuppressWarnings("try") // held until everything is saved and said, not used
    private int made() {
        PaperExperiment experiment = experiment();
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption held = Interruption.ofThisThread(err)) {
            List<Experiment> experiments = training.experiments(
                    () -> experiment.sets(data.everyCategory()), experiment::planned);
            ReproductionPlan plan = TrainingOptions.valid(() -> new ReproductionPlan(experiment, experiments));
            TableRun run = new TableRun(plan, experiments);
            run.announce(out());
            if (jobs.isPresent()) {
                return planned(plan, jobs.get());
            }
            Optional<Reproduction> made = run.train(err);
            made.ifPresent(this::conclude);
            return made.isPresent() ? Main.DONE : Main.INTERRUPTED;
        }
    }

    private int planned(ReproductionPlan plan, Path file) {
        new TableJobs(spec.commandLine().getParseResult(), number(), training.folder()).write(plan, file);
        out().println("written  " + file);
        return Main.DONE;
    }

    private void conclude(Reproduction made) {
        ReproductionFiles files = new ReproductionFiles(made);
        out().println(made.text());
        out().println();
        files.write(output.orElse(training.folder().resolve("tables")))
                .forEach(file -> out().println("written  " + file));
        csv.ifPresent(file -> CsvFile.write(files.figures(), file));
    }

    private String number() {
        return OTHER_NAMES.getOrDefault(table.toLowerCase(Locale.ROOT), table);
    }

    private PaperExperiment experiment() {
        return TrainingOptions.valid(() -> PaperExperiment.number(number()));
    }

    private Rendered published() {
        String ignored = matchedBut(Set.of("--published", "--csv", "--results", "--debug"));
        if (!ignored.isEmpty()) {
            throw new UsageException("expected the paper's figures or made ones; found --published beside " + ignored
                    + ": leave out one or the other");
        }
        PaperTable paper = TrainingOptions.valid(() -> PaperTable.number(number()));
        return new Rendered(paper.text(), paper.table());
    }

    private Rendered measured() {
        if (!experiment().number().equals(ABLATION_NUMBER)) {
            throw new UsageException("expected --data to make table " + table + " with; found none: name a data set,"
                    + " or add --published for the paper's figures");
        }
        String ignored = matchedBut(Set.of("--category", "--csv", "--results", "--debug"));
        if (!ignored.isEmpty()) {
            throw new UsageException("expected --data beside " + ignored + "; found none: name a data set to make the"
                    + " table with, or leave out " + ignored);
        }
        AblationTable ablation = AblationTable.of(finished());
        return new Rendered(PaperTable.beside(ablation).text(), ablation.table());
    }

    /** The options on the command line without these, which mean something. */
    private String matchedBut(Set<String> meant) {
        return spec.commandLine().getParseResult().matchedOptions().stream().map(OptionSpec::longestName).distinct()
                .filter(option -> !meant.contains(option)).collect(Collectors.joining(", "));
    }

    private List<RunResult> finished() {
        Path folder = training.folder();
        Optional<String> category = data.category();
        List<RunResult> all = RunStore.in(folder).all(this::passedOver).stream().filter(RunResult::finished).toList();
        List<RunResult> chosen = all.stream()
                .filter(run -> category.stream().allMatch(run.spec().category()::equals))
                .toList();
        if (chosen.isEmpty()) {
            String others = all.isEmpty() ? "none"
                    : "only " + String.join(", ", all.stream().map(run -> run.spec().category()).distinct().toList());
            throw new IllegalStateException("expected finished runs" + category.map(name -> " on " + name).orElse("")
                    + " in " + folder + "; found " + others + ": train some with recontrast run");
        }
        return chosen;
    }

    private void passedOver(String why) {
        spec.commandLine().getErr().println("recontrast: passed over: " + why);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
