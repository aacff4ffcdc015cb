package recontrast.report.tables;

import recontrast.Config;
import recontrast.Idea;
import recontrast.metric.Metric;
import recontrast.model.Stage;
import recontrast.report.Figures;
import recontrast.report.Moment;
import recontrast.report.RunGroup;
import recontrast.report.Spread;
import recontrast.run.RunResult;
import recontrast.training.Evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What finished runs show of the paper's effects, in sentences made from their figures: the same words whether an
 * effect appears or not.
 *
 * @param sentences one finding each
 */
public record Findings(List<String> sentences) {

    /** A change of diversity below this part of its start counts as none. */
    private static final double NOTICEABLE = 0.02;

    public Findings {
        sentences = List.copyOf(sentences);
    }

    /** The findings of these runs; unfinished ones are left out. */
    @SafeVarargs
    public static Findings of(Collection<RunResult>... several) {
        List<RunResult> runs = RunGroup.together(several).stream().filter(RunResult::finished).toList();
        Map<String, List<RunResult>> byConfig = runs.stream().collect(Collectors.groupingBy(run -> run.config().name()));
        List<String> sentences = new ArrayList<>();
        if (byConfig.size() > 1) {
            sentences.add(ranking(byConfig));
        }
        for (Config config : List.of(Config.C, Config.D, Config.E, Config.OURS)) {
            diversity(config, byConfig.getOrDefault(config.name(), List.of())).ifPresent(sentences::add);
        }
        sentences.addAll(effects(Effects.of(runs), runs));
        return new Findings(sentences);
    }

    /** How restless one configuration is, over evaluations and over seeds. */
    public static Findings alone(Collection<RunResult> runs) {
        RunGroup group = group(runs);
        OptionalDouble last = paper(group, PaperAblation.MVTEC_IMAGE_AUROC_LAST);
        OptionalDouble best = paper(group, PaperAblation.MVTEC_IMAGE_AUROC_BEST);
        List<String> sentences = new ArrayList<>();
        sentences.add(format("%s: I-AUROC at the end %s over %d seeds; from one evaluation to the next it moves by %.1f"
                + " points; the best evaluation is %.1f above the last.", group.label(),
                Figures.of(Optional.of(last(group)), 1), group.seeds().size(), wobble(group), flattery(group)));
        if (last.isPresent() && best.isPresent()) {
            sentences.add(format("Published for MVTec AD: last %.2f, best %.2f, %.2f above.",
                    last.getAsDouble(), best.getAsDouble(), best.getAsDouble() - last.getAsDouble()));
        }
        return new Findings(sentences);
    }

    /** What one idea changes: the finished runs with it against those without. */
    public static Findings step(Collection<RunResult> before, Collection<RunResult> after) {
        RunGroup without = group(before);
        RunGroup with = group(after);
        List<String> sentences = new ArrayList<>(List.of(imageAuroc(without, with), paper(without, with),
                format("From one evaluation to the next, I-AUROC moves by %.1f points for %s and %.1f for %s; the best"
                        + " evaluation is %.1f and %.1f points above the last.", wobble(without), without.label(),
                        wobble(with), with.label(), flattery(without), flattery(with)),
                format("The loss ends at %.3f for %s and %.3f for %s.", mean(without.runs(), Findings::lastLoss),
                        without.label(), mean(with.runs(), Findings::lastLoss), with.label())));
        sentences.addAll(effects(Effects.between(before, after), with.runs()));
        diversity(without).ifPresent(sentences::add);
        diversity(with).ifPresent(sentences::add);
        return new Findings(sentences);
    }

    private static String ranking(Map<String, List<RunResult>> byConfig) {
        Comparator<String> byAuroc = Comparator.comparingDouble(name -> auroc(byConfig.get(name)));
        String highest = byConfig.keySet().stream().max(byAuroc).orElseThrow();
        String lowest = byConfig.keySet().stream().min(byAuroc).orElseThrow();
        return format("I-AUROC after the last step is highest for %s (%.1f %%) and lowest for %s (%.1f %%); in the paper"
                        + " (MVTec AD) it is highest for Ours (99.45) and lowest for C (91.54).",
                highest, auroc(byConfig.get(highest)), lowest, auroc(byConfig.get(lowest)));
    }

    private static Optional<String> diversity(Config config, List<RunResult> runs) {
        List<RunResult> measured = runs.stream().filter(run -> !run.history().diversities(Stage.LAYER2).isEmpty()).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double start = mean(measured, run -> run.history().diversities(Stage.LAYER2).get(0).value());
        double end = mean(measured, run -> last(run.history().diversities(Stage.LAYER2)).value());
        String change = end < start * (1 - NOTICEABLE) ? "falls" : end > start * (1 + NOTICEABLE) ? "rises" : "holds";
        return Optional.of(format("%s: feature diversity %s (%.4f to %.4f), the loss ends at %.3f; in the paper's Fig. 5b"
                + " it %s.", config, change, start, end, mean(measured, Findings::lastLoss),
                config.equals(Config.C) ? "falls: the encoder collapses" : "holds"));
    }

    /** Each with its interval, and what the intervals hold. */
    private static List<String> effects(Effects effects, List<RunResult> runs) {
        long seeds = runs.stream().map(run -> run.spec().seed()).distinct().count();
        return Stream.concat(effects.all().stream().map(Effects.Effect::toString), Stream.of(seeds < 2
                ? "One seed: the intervals hold what other test images would change, not what another seed would."
                : "The intervals hold what other test images and other seeds, drawn from these " + seeds + ", would change."))
                .toList();
    }

    private static RunGroup group(Collection<RunResult> runs) {
        List<RunGroup> groups = RunGroup.of(runs.stream().filter(RunResult::finished).toList());
        if (groups.size() != 1) {
            throw new IllegalArgumentException("expected finished runs of one configuration under one plan; found "
                    + groups.stream().map(RunGroup::label).toList() + ": train it to the end");
        }
        return groups.get(0);
    }

    private static String imageAuroc(RunGroup before, RunGroup after) {
        Spread from = last(before);
        Spread to = last(after);
        return format("I-AUROC at the end: %s %s, %s %s: %+.1f points.", before.label(),
                Figures.of(Optional.of(from), 1), after.label(), Figures.of(Optional.of(to), 1), to.mean() - from.mean());
    }

    private static Spread last(RunGroup group) {
        return RunColumn.of(Metric.IMAGE_AUROC, Moment.LAST).of(group).orElseThrow(() ->
                new IllegalArgumentException("expected runs with test images; found none of " + group.label()));
    }

    private static String paper(RunGroup before, RunGroup after) {
        OptionalDouble from = paper(before, PaperAblation.MVTEC_IMAGE_AUROC_LAST);
        OptionalDouble to = paper(after, PaperAblation.MVTEC_IMAGE_AUROC_LAST);
        return from.isEmpty() || to.isEmpty() ? "The paper does not have both configurations."
                : format("Published for MVTec AD: %s %.2f, %s %.2f: %+.2f points.", before.label(),
                        from.getAsDouble(), after.label(), to.getAsDouble(), to.getAsDouble() - from.getAsDouble());
    }

    private static OptionalDouble paper(RunGroup group, PaperAblation column) {
        return column.percent(group.config().name());
    }

    /** How restless the curve of I-AUROC is, in points from one evaluation to the next. */
    private static double wobble(RunGroup group) {
        return 100 * mean(group.runs(), run -> {
            List<Evaluation> points = run.history().evaluations();
            return IntStream.range(1, points.size()).mapToDouble(i -> Math.abs(
                    points.get(i).metrics().imageAuroc() - points.get(i - 1).metrics().imageAuroc()))
                    .average().orElse(0);
        });
    }

    /** What choosing the best evaluation would add, in points. */
    private static double flattery(RunGroup group) {
        return RunColumn.of(Metric.IMAGE_AUROC, Moment.BEST).of(group).orElseThrow().mean() - last(group).mean();
    }

    private static Optional<String> diversity(RunGroup group) {
        if (!group.has(Idea.OPTIMIZED_ENCODER)) {
            return Optional.empty();
        }
        double start = RunColumn.DIVERSITY_START.of(group).orElseThrow().mean();
        double end = RunColumn.DIVERSITY_END.of(group).orElseThrow().mean();
        return Optional.of(format("Feature diversity of %s: %.4f at the start, %.4f at the end (%+.1f %%).",
                group.label(), start, end, 100 * (end / start - 1)));
    }

    private static double auroc(List<RunResult> runs) {
        return 100 * mean(runs, run -> run.last().map(at -> at.metrics().imageAuroc()).orElse(0.0));
    }

    private static double lastLoss(RunResult run) {
        return last(run.history().losses());
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static double mean(List<RunResult> runs, ToDoubleFunction<RunResult> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static String format(String sentence, Object... values) {
        return String.format(Locale.ROOT, sentence, values);
    }

    @Override
    public String toString() {
        return sentences.stream().map(sentence -> "- " + sentence).collect(Collectors.joining("\n"));
    }
}
