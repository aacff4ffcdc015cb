package recontrast.report;

import recontrast.RunResult;
import recontrast.metric.Localisation;
import recontrast.model.Stage;
import recontrast.training.Diversity;
import recontrast.training.Evaluated;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the finished runs of one configuration measured; metrics in percent.
 *
 * @param group the runs
 * @param imageAurocLast I-AUROC at the end
 * @param imageAurocBest I-AUROC where it was highest
 * @param auproLast AUPRO as published, at the end; empty without masks
 * @param auproBest AUPRO as published, where I-AUROC was highest
 * @param auproExact AUPRO of the whole test set to false positive rate 0.3, at the end
 * @param diversityStart feature diversity of layer 2, first measured
 * @param diversityEnd the same, last measured
 * @param seconds of one run
 */
public record AblationRow(
        RunGroup group,
        Optional<Spread> imageAurocLast,
        Optional<Spread> imageAurocBest,
        Optional<Spread> auproLast,
        Optional<Spread> auproBest,
        Optional<Spread> auproExact,
        Optional<Spread> diversityStart,
        Optional<Spread> diversityEnd,
        Optional<Spread> seconds) {

    static AblationRow of(RunGroup group) {
        return new AblationRow(
                group,
                percent(group, RunResult::last, AblationRow::imageAuroc),
                percent(group, RunResult::best, AblationRow::imageAuroc),
                percent(group, RunResult::last, localisation(Localisation::auproPublished)),
                percent(group, RunResult::best, localisation(Localisation::auproPublished)),
                percent(group, RunResult::last, localisation(Localisation::auproExact30)),
                group.spread(run -> diversity(run).mapToDouble(Diversity::value).findFirst()),
                group.spread(run -> diversity(run).mapToDouble(Diversity::value).reduce((earlier, later) -> later)),
                group.spread(run -> OptionalDouble.of(run.seconds())));
    }

    private static Optional<Spread> percent(
            RunGroup group,
            Function<RunResult, Optional<Evaluated>> when,
            Function<Evaluated, OptionalDouble> metric) {
        return group.spread(run -> when.apply(run).map(metric).orElse(OptionalDouble.empty()))
                .map(spread -> spread.times(100));
    }

    private static OptionalDouble imageAuroc(Evaluated evaluated) {
        return OptionalDouble.of(evaluated.evaluation().imageAuroc());
    }

    private static Function<Evaluated, OptionalDouble> localisation(ToDoubleFunction<Localisation> metric) {
        return evaluated -> evaluated.evaluation().localisation().stream().mapToDouble(metric).findFirst();
    }

    private static Stream<Diversity> diversity(RunResult run) {
        return run.history().diversities(Stage.LAYER2).stream();
    }
}
