package recontrast.report.tables;

import recontrast.metric.Evaluation;
import recontrast.metric.Localisation;
import recontrast.model.Stage;
import recontrast.report.Figures;
import recontrast.report.RunGroup;
import recontrast.report.Spread;
import recontrast.report.tables.Sheet.Heading;
import recontrast.run.RunResult;
import recontrast.training.Diversity;
import recontrast.training.Evaluated;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What tables show of finished runs: metrics in percent, feature diversity of layer 2, seconds a run. */
public enum Measure {
    /** I-AUROC at the end. */
    IMAGE_AUROC_LAST("I-AUROC last", "I-AUROC, %", "last", at(RunResult::last, Measure::imageAuroc)),
    /** I-AUROC where it was highest. */
    IMAGE_AUROC_BEST("I-AUROC best", "I-AUROC, %", "best", at(RunResult::best, Measure::imageAuroc)),
    /** AUPRO as published, at the end; empty without masks, as are the next two. */
    AUPRO_LAST("AUPRO published last", "AUPRO published, %", "last",
            at(RunResult::last, pixels(Localisation::auproPublished))),
    /** AUPRO as published, where I-AUROC was highest. */
    AUPRO_BEST("AUPRO published best", "AUPRO published, %", "best",
            at(RunResult::best, pixels(Localisation::auproPublished))),
    /** AUPRO of the whole test set to false positive rate 0.3, at the end. */
    AUPRO_EXACT("AUPRO exact 0.3 last", "AUPRO exact", "0.3 last",
            at(RunResult::last, pixels(Localisation::auproExact30))),
    DIVERSITY_START("diversity start", "diversity", "start", 4, run -> run.history().diversities(Stage.LAYER2).stream()
            .mapToDouble(Diversity::value).findFirst()),
    DIVERSITY_END("diversity end", "diversity", "end", 4, run -> run.history().diversities(Stage.LAYER2).stream()
            .mapToDouble(Diversity::value).reduce((earlier, later) -> later)),
    SECONDS("seconds", "", "s", 0, run -> OptionalDouble.of(run.seconds()));

    /** What a reader must know of the headings. */
    static final String NOTE = "best: at the evaluation with the highest I-AUROC, which peeks at the test set;"
            + " compare by last. AUPRO published: as in the paper's code, image by image; exact: all images together,"
            + " to false positive rate 0.3. s: seconds a run.";

    private final String title;
    private final Heading heading;
    private final Function<RunGroup, Optional<Spread>> spread;
    private final Function<Optional<Spread>, String> cell;

    /** A metric, shown in percent with its deviation. */
    Measure(String title, String group, String heading, Function<RunResult, OptionalDouble> metric) {
        this.title = title;
        this.heading = Heading.number(group, heading);
        this.spread = runs -> runs.spread(metric).map(all -> all.times(100));
        this.cell = all -> Figures.of(all, 2);
    }

    /** Another number, shown without its deviation. */
    Measure(String title, String group, String heading, int decimals, Function<RunResult, OptionalDouble> number) {
        this.title = title;
        this.heading = Heading.number(group, heading);
        this.spread = runs -> runs.spread(number);
        this.cell = all -> all.map(known -> Figures.of(known.mean(), decimals)).orElse("");
    }

    private static Function<RunResult, OptionalDouble> at(
            Function<RunResult, Optional<Evaluated>> when, Function<Evaluation, OptionalDouble> metric) {
        return run -> when.apply(run).map(Evaluated::evaluation).map(metric).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble imageAuroc(Evaluation evaluation) {
        return OptionalDouble.of(evaluation.imageAuroc());
    }

    private static Function<Evaluation, OptionalDouble> pixels(ToDoubleFunction<Localisation> metric) {
        return evaluation -> evaluation.localisation().stream().mapToDouble(metric).findFirst();
    }

    /** Of runs, over their seeds; empty where none has it. */
    public Optional<Spread> of(RunGroup runs) {
        return spread.apply(runs);
    }

    /** Of runs, as a table shows it. */
    String cell(RunGroup runs) {
        return cell.apply(of(runs));
    }

    Heading heading() {
        return heading;
    }

    /** As a column of numbers is called. */
    String title() {
        return title;
    }
}
