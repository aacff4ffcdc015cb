package recontrast.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recontrast.Experiment;
import recontrast.detector.Method;
import recontrast.report.live.TerminalProgress;
import recontrast.report.reproduction.PaperExperiment;
import recontrast.report.reproduction.Reproduction;
import recontrast.report.reproduction.ReproductionPlan;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.PaperTable;
import recontrast.run.RunResult;
import recontrast.run.RunStore;
import recontrast.run.Trainer;
import recontrast.run.Trial;
import tech.tablesaw.api.Table;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code recontrast table}: a table of the paper, as published, of the runs that are there, or made again. */
@Command(name = "table", description = {
        "Makes a table of the paper again on --data: trains the runs that are missing, prints what was measured beside"
                + " the paper's figures, and writes both as CSV, HTML and JSON.",
        "With --published the paper's figures alone; table 6 without --data is of the finished runs, none is trained."})
final class TableCommand extends Subcommand {

    private static final String ABLATION_NUMBER = "6";

    /** What else tables are called than in the list. */
    private static final Map<String, String> OTHER_NAMES = Map.of("ablation", ABLATION_NUMBER, "e", "Appendix E");

    @Parameters(paramLabel = "TABLE", description = "1 to 6, A1 to A7, or E for appendix E; ablation is 6.")
    private String table;

    @Option(names = "--published", description = "The paper's figures alone.")
    private boolean published;

    @Mixin
    private CsvOption csv;

    @Option(names = "--output", paramLabel = "DIR",
            description = "Folder for the table as CSV, HTML and JSON (default: tables in the folder of the runs).")
    private Optional<Path> output;

    @Option(names = "--plan", paramLabel = "FILE",
            description = "Train nothing: write the runs that are needed to this file as JSON, each with the command"
                    + " that trains it.")
    private Optional<Path> jobs;

    @Option(names = "--systems", paramLabel = "NAME", split = ",",
            description = "Of tables 1 to 5, A1, A3 and A7: the systems to train, such as PatchCore,Ours"
                    + " (default: ReContrast alone).")
    private List<String> systems = List.of();

    @Mixin
    private DataOptions data;

    @Mixin
    private TrainingOptions training;

    /** A table to read, and its figures. */
    private record Rendered(String text, Table figures) { }

    @Override
    public Integer call() {
        if (!published && given().hasMatchedOption("--data")) {
            return interruptibly(this::made);
        }
        Rendered rendered = published ? published() : measured();
        out().println(rendered.text());
        csv.write(rendered.figures());
        return Main.DONE;
    }

    private int made() {
        PaperExperiment experiment = experiment();
        List<Experiment> experiments = training.experiments(
                () -> experiment.sets(data.everyCategory()), experiment::planned);
        ReproductionPlan plan = TrainingOptions.valid(() -> new ReproductionPlan(experiment, experiments));
        List<Method> methods = plan.trials().stream().map(Trial::method).distinct().toList();
        new Announcement(experiments, methods).lines().forEach(out()::println);
        out().println();
        out().println(plan.needed().text());
        out().println();
        return jobs.isPresent() ? planned(plan, jobs.get()) : trained(plan);
    }

    /** Trains what is missing. */
    private int trained(ReproductionPlan plan) {
        List<Trial> trials = plan.trials();
        List<RunResult> runs = Trainer.train(trials, TerminalProgress.onStandardError());
        if (runs.stream().filter(RunResult::finished).count() < trials.size()) {
            return interrupted(runs, trials.size());
        }
        conclude(plan.read(runs));
        return Main.DONE;
    }

    private int planned(ReproductionPlan plan, Path file) {
        new TableJobs(given(), number(), training.folder()).write(plan, file);
        out().println("written  " + file);
        return Main.DONE;
    }

    private void conclude(Reproduction made) {
        out().println(made.text());
        out().println();
        made.write(output.orElse(training.folder().resolve("tables")))
                .forEach(file -> out().println("written  " + file));
        csv.write(made.table());
    }

    private String number() {
        return OTHER_NAMES.getOrDefault(table.toLowerCase(Locale.ROOT), table);
    }

    private PaperExperiment experiment() {
        return TrainingOptions.valid(() -> {
            PaperExperiment all = PaperExperiment.number(number());
            return systems.isEmpty() ? all : all.comparing(systems);
        });
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
        return given().matchedOptions().stream().map(OptionSpec::longestName).distinct()
                .filter(option -> !meant.contains(option)).collect(Collectors.joining(", "));
    }

    private List<RunResult> finished() {
        Path folder = training.folder();
        Optional<String> category = data.category();
        List<RunResult> all = RunStore.in(folder).all(why -> remark("passed over: " + why)).stream()
                .filter(RunResult::finished).toList();
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
}
