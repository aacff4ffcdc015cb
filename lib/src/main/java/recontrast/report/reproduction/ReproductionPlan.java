package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.Setting;
import recontrast.data.PublishedCounts;
import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.run.Trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs that a table of the paper needs on some data. */
public final class ReproductionPlan {

    private static final String MVTEC_AD = "MVTec AD";

    private final PaperExperiment table;
    private final String dataset;
    private final List<Experiment> experiments;
    private final List<Step> steps;

    /**
     * A run that the table needs.
     *
     * @param trial the run
     * @param settings what sets its experiment apart from the one that the table was asked for
     */
    public record NeededRun(Trial trial, Map<Setting, Object> settings) { }

    /** The runs that a row needs in one experiment. */
    private record Step(TableRow row, List<NeededRun> runs) {

        List<Trial> trials() {
            return runs.stream().map(NeededRun::trial).toList();
        }

        List<Trained> trained(Map<RunSpec, RunResult> results) {
            return trials().stream().map(trial -> new Trained(trial, results.get(trial.spec()))).toList();
        }

        long seed() {
            return runs.get(0).trial().seed();
        }
    }

    /**
     * Plans a table.
     *
     * @param experiments one for each category and seed, all on one data set
     * @throws IllegalArgumentException if the table is about other data sets
     */
    public ReproductionPlan(PaperExperiment table, List<Experiment> experiments) {
        this.table = table;
        this.experiments = List.copyOf(experiments);
        this.dataset = dataset(table, experiments.get(0).category().dataset());
        this.steps = experiments.stream().flatMap(experiment -> table.rows().stream()
                .map(row -> new Step(row, row.in(experiment))))
                .filter(step -> !step.runs().isEmpty()).toList();
    }

    /** Folders of categories do not say what they hold: they are taken for MVTec AD, whose layout they have. */
    private static String dataset(PaperExperiment table, String found) {
        boolean known = PublishedCounts.all().stream().anyMatch(counts -> counts.dataset().equals(found));
        String name = known ? found : MVTEC_AD;
        if (!table.datasets().contains(name)) {
            throw new IllegalArgumentException("expected " + String.join(" or ", table.datasets()) + " for table "
                    + table.number() + "; found " + found + ": choose another --data, or another table");
        }
        return name;
    }

    /** The runs, each once; neighbours are of one category. */
    public List<NeededRun> runs() {
        Map<RunSpec, NeededRun> runs = new LinkedHashMap<>();
        steps.stream().map(Step::runs).flatMap(List::stream)
                .forEach(run -> runs.putIfAbsent(run.trial().spec(), run));
        return List.copyOf(runs.values());
    }

    /** The same without what sets them apart. */
    public List<Trial> trials() {
        return runs().stream().map(NeededRun::trial).toList();
    }

    /** What there is of them: a row for each row of the table. */
    public Sheet needed() {
        List<Heading> headings = List.of(Heading.words("row"), Heading.words("config"),
                Heading.number("runs", "needed"), Heading.number("runs", "finished"),
                Heading.number("runs", "stopped"), Heading.number("runs", "to begin"));
        Map<TableRow, List<Trial>> rows = new LinkedHashMap<>();
        steps.forEach(step -> rows.computeIfAbsent(step.row(), row -> new ArrayList<>()).addAll(step.trials()));
        return new Sheet("", headings, rows.entrySet().stream()
                .map(row -> state(row.getKey(), row.getValue())).toList(), List.of());
    }

    private static List<String> state(TableRow row, List<Trial> trials) {
        List<RunResult> begun = trials.stream().flatMap(trial -> trial.find().stream()).toList();
        long finished = begun.stream().filter(RunResult::finished).count();
        return List.of(row.method(), row.config().name(), String.valueOf(trials.size()), String.valueOf(finished),
                String.valueOf(begun.size() - finished), String.valueOf(trials.size() - begun.size()));
    }

    /**
     * The table from its runs.
     *
     * @param runs all of {@link #trials()}, finished
     */
    public Reproduction read(Collection<RunResult> runs) {
        Map<RunSpec, RunResult> bySpec = runs.stream().collect(Collectors.toMap(RunResult::spec, Function.identity()));
        List<String> metrics = ReportedMetrics.of(published());
        List<Averages.Measured> measured = new ArrayList<>();
        for (Step step : steps) {
            step.row().reading().of(step.trained(bySpec)).stream()
                    .filter(value -> metrics.contains(value.metric()))
                    .map(value -> new Averages.Measured(step.seed(), step.row().method(), value))
                    .forEach(measured::add);
        }
        List<TableFigure> figures = new ArrayList<>(new Averages(measured, averages()).figures());
        table.sizes().forEach(size -> figures.addAll(size.figures()));
        figures.addAll(published());
        return new Reproduction(table.published(), dataset, experiments.get(0).category().dataset(), figures,
                trials().stream().map(Trial::spec).toList(),
                new ReproductionNotes(table, dataset, experiments, metrics).lines());
    }

    /** Those that the published table has, and always the one over all categories. */
    private List<String> averages() {
        return Stream.concat(Stream.of(Averages.ALL), published().stream().map(TableFigure::category))
                .filter(Averages::isAverage).distinct().toList();
    }

    private List<TableFigure> published() {
        return table.published(dataset);
    }
}
