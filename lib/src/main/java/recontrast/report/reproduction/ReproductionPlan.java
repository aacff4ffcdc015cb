package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.Setting;
import recontrast.data.PublishedCounts;
import recontrast.report.tables.Columns;
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

        Stream<Averages.Measured> read(Map<RunSpec, RunResult> results) {
            return row.reading().of(runs.stream().map(NeededRun::trial)
                            .map(trial -> new Reading.Trained(trial, results.get(trial.spec()))).toList())
                    .map(value -> new Averages.Measured(runs.get(0).trial().seed(), row.method(), value));
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
        Map<TableRow, List<Trial>> rows = new LinkedHashMap<>();
        steps.forEach(step -> step.runs().forEach(run ->
                rows.computeIfAbsent(step.row(), row -> new ArrayList<>()).add(run.trial())));
        return new Columns<Progress>().words("row", row -> row.row().method())
                .words("config", row -> row.row().config().name())
                .number("runs", "needed", Progress::needed).number("runs", "finished", Progress::finished)
                .number("runs", "stopped", row -> row.begun() - row.finished())
                .number("runs", "to begin", row -> row.needed() - row.begun())
                .sheet(rows.entrySet().stream().map(row -> Progress.of(row.getKey(), row.getValue())).toList());
    }

    /** How many runs there are of a row. */
    private record Progress(TableRow row, int needed, int begun, int finished) {

        static Progress of(TableRow row, List<Trial> trials) {
            List<RunResult> begun = trials.stream().flatMap(trial -> trial.find().stream()).toList();
            return new Progress(row, trials.size(), begun.size(),
                    (int) begun.stream().filter(RunResult::finished).count());
        }
    }

    /**
     * The table from its runs.
     *
     * @param runs all of {@link #trials()}, finished
     */
    public Reproduction read(Collection<RunResult> runs) {
        Map<RunSpec, RunResult> bySpec = runs.stream().collect(Collectors.toMap(RunResult::spec, Function.identity()));
        List<TableFigure> published = table.published(dataset);
        List<String> metrics = TableFigure.metrics(published);
        List<Averages.Measured> measured = steps.stream().flatMap(step -> step.read(bySpec))
                .filter(read -> metrics.contains(read.value().metric())).toList();
        List<TableFigure> figures = new ArrayList<>(new Averages(measured, averages(published)).figures());
        table.sizes().forEach(size -> figures.addAll(size.figures()));
        figures.addAll(published);
        return new Reproduction(table.published(), dataset, experiments.get(0).category().dataset(), figures,
                trials().stream().map(Trial::spec).toList(),
                new ReproductionNotes(table, dataset, experiments, metrics).lines());
    }

    /** Those that the published table has, and always the one over all categories. */
    private static List<String> averages(List<TableFigure> published) {
        return Stream.concat(Stream.of(Averages.ALL), published.stream().map(TableFigure::category))
                .filter(Averages::isAverage).distinct().toList();
    }
}
