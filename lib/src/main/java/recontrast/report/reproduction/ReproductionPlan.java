package recontrast.report.reproduction;

import recontrast.Experiment;
import recontrast.RunResult;
import recontrast.RunSpec;
import recontrast.Trial;
import recontrast.data.PublishedCounts;
import recontrast.report.Sheet;
import recontrast.report.Sheet.Heading;

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

    /** A run with the row it is for. */
    private record Step(Variant variant, Trial trial, RunSpec spec) { }

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
        this.steps = experiments.stream().flatMap(experiment -> table.variants().stream()
                .flatMap(variant -> variant.in(experiment).stream()
                        .map(set -> new Trial(set, variant.config()))
                        .map(trial -> new Step(variant, trial, trial.spec())))).toList();
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
        steps.forEach(step -> runs.putIfAbsent(
                step.spec(), new NeededRun(step.trial(), step.variant().settings())));
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
        Map<Variant, List<Step>> rows = steps.stream()
                .collect(Collectors.groupingBy(Step::variant, LinkedHashMap::new, Collectors.toList()));
        return new Sheet("", headings, rows.entrySet().stream()
                .map(row -> state(row.getKey(), row.getValue())).toList(), List.of());
    }

    private static List<String> state(Variant variant, List<Step> row) {
        List<RunResult> begun = row.stream().flatMap(step -> step.trial().find().stream()).toList();
        long finished = begun.stream().filter(RunResult::finished).count();
        return List.of(variant.method(), variant.config().name(), String.valueOf(row.size()), String.valueOf(finished),
                String.valueOf(begun.size() - finished), String.valueOf(row.size() - begun.size()));
    }

    /**
     * The table from its runs.
     *
     * @param runs all of {@link #trials()}, finished
     */
    public Reproduction read(Collection<RunResult> runs) {
        Map<RunSpec, RunResult> bySpec = runs.stream().collect(Collectors.toMap(RunResult::spec, Function.identity()));
        List<String> metrics = ReportedMetrics.of(published());
        List<Averages.Observation> observations = new ArrayList<>();
        for (Step step : steps) {
            step.variant().reading().of(step.trial().experiment(), bySpec.get(step.spec())).stream()
                    .filter(value -> metrics.contains(value.metric()))
                    .map(value -> new Averages.Observation(
                            step.spec().category(), step.spec().seed(), step.variant().method(), value))
                    .forEach(observations::add);
        }
        List<TableFigure> figures = new ArrayList<>(new Averages(observations, averages()).figures());
        table.sizes().forEach(size -> figures.addAll(size.figures()));
        figures.addAll(published());
        return new Reproduction(table.published(), dataset, experiments.get(0).category().dataset(), figures,
                trials().stream().map(Trial::spec).toList(),
                new ReproductionNotes(dataset, experiments, metrics).lines());
    }

    /** Those that the published table has, and always the one over all categories. */
    private List<String> averages() {
        return Stream.concat(Stream.of(Averages.ALL), published().stream().map(TableFigure::category))
                .filter(Averages::isAverage).distinct().toList();
    }

    private List<TableFigure> published() {
        return table.published().figures().stream().filter(figure -> figure.dataset().equals(dataset))
                .map(TableFigure::of).toList();
    }
}
