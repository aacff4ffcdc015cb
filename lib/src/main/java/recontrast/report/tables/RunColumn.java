package recontrast.report.tables;

import recontrast.metric.Metric.Prominence;
import recontrast.metric.Metric;
import recontrast.model.Stage;
import recontrast.report.Figures;
import recontrast.report.Moment;
import recontrast.report.RunGroup;
import recontrast.report.Spread;
import recontrast.report.tables.Sheet.Heading;
import recontrast.run.RunResult;
import recontrast.training.Diversity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a column of a table shows of runs: a metric with its deviation over seeds, feature diversity of layer 2, or
 * seconds a run.
 *
 * @param title as a column of numbers is called
 * @param heading as it is shown
 * @param number of one run; empty where it has none
 * @param unit it is shown in
 * @param written how the number of several runs stands in a cell
 */
record RunColumn(String title, Heading heading, Function<RunResult, OptionalDouble> number, Metric.Unit unit,
                        Function<Spread, String> written) {

    static final RunColumn DIVERSITY_START = diversity("start", values -> values.findFirst());
    static final RunColumn DIVERSITY_END = diversity("end", values -> values.reduce((earlier, later) -> later));
    private static final RunColumn SECONDS =
            mean("seconds", Heading.number("", "s"), 0, run -> OptionalDouble.of(run.seconds()));

    private static final RunColumn CHOSEN_AT = mean("chosen at", Heading.number("chosen", "at"), 0, run ->
            run.history().chosen().stream().asDoubleStream().findFirst());

    /** What a reader must know of the headings. */
    static final String NOTE = "best: at the evaluation with the highest I-AUROC, which peeks at the test set;"
            + " compare by last. AUPRO published: as in the paper's code, image by image; exact: all images together,"
            + " to false positive rate 0.3. s: seconds a run.";

    /** Those of the ablation table of these runs. */
    static List<RunColumn> ablation(Collection<RunGroup> rows) {
        return Stream.of(
                Stream.of(Metric.values()).flatMap(metric -> of(metric,
                        metric.prominence() == Prominence.HEADLINE ? moments(rows)
                                : metric.prominence() == Prominence.TABULATED ? List.of(Moment.LAST) : List.of())),
                Stream.of(CHOSEN_AT).filter(column -> chosen(rows)),
                Stream.of(DIVERSITY_START, DIVERSITY_END, SECONDS))
                .flatMap(columns -> columns).toList();
    }

    /** Those of a sweep: what I-AUROC was at best too. */
    static List<RunColumn> sweep(Collection<RunGroup> rows) {
        return Stream.concat(
                Stream.of(Metric.values()).filter(metric -> metric.prominence() == Prominence.HEADLINE)
                        .flatMap(metric -> of(metric, metric == Metric.IMAGE_AUROC ? moments(rows) : List.of(Moment.LAST))),
                Stream.of(SECONDS)).toList();
    }

    /** The same for the columns of these runs. */
    static String note(Collection<RunGroup> rows) {
        return NOTE + (chosen(rows) ? " chosen: at the evaluation that held-out good images chose, the model that is kept."
                : "");
    }

    private static List<Moment> moments(Collection<RunGroup> rows) {
        return chosen(rows) ? List.of(Moment.LAST, Moment.CHOSEN, Moment.BEST) : List.of(Moment.LAST, Moment.BEST);
    }

    private static boolean chosen(Collection<RunGroup> rows) {
        return rows.stream().anyMatch(row -> CHOSEN_AT.of(row).isPresent());
    }

    /** A metric, shown with its deviation. */
    public static RunColumn of(Metric metric, Moment moment) {
        return new RunColumn(metric.title() + " " + moment, heading(metric, moment),
                run -> moment.of(run).map(at -> metric.of(at.metrics())).orElse(OptionalDouble.empty()), metric.unit(),
                spread -> Figures.of(Optional.of(spread), metric.unit().decimals()));
    }

    private static Stream<RunColumn> of(Metric metric, List<Moment> moments) {
        return moments.stream().map(moment -> of(metric, moment));
    }

    /** {@code AUPRO published, %} above {@code last}; a rate goes below, for columns are narrow. */
    private static Heading heading(Metric metric, Moment moment) {
        String[] words = metric.title().split(" (?=[\\d.]+$)");
        return words.length > 1 ? Heading.number(words[0], words[1] + " " + moment)
                : Heading.number(metric.title() + (metric.unit().sign().isEmpty() ? "" : ", " + metric.unit().sign()),
                        moment.toString());
    }

    /** Another number, shown without its deviation. */
    private static RunColumn mean(
            String title, Heading heading, int decimals, Function<RunResult, OptionalDouble> number) {
        return new RunColumn(title, heading, number, Metric.Unit.NONE, spread -> Figures.of(spread.mean(), decimals));
    }

    private static RunColumn diversity(String when, Function<DoubleStream, OptionalDouble> choice) {
        return mean("diversity " + when, Heading.number("diversity", when), 4, run -> choice.apply(
                run.history().diversities(Stage.LAYER2).stream().mapToDouble(Diversity::value)));
    }

    /** Of runs, over their seeds; empty where none has it. */
    public Optional<Spread> of(RunGroup runs) {
        return runs.spread(number).map(spread -> spread.times(unit.of(1)));
    }

    /** Of runs, as a table shows it. */
    String cell(RunGroup runs) {
        return of(runs).map(written).orElse("");
    }
}
