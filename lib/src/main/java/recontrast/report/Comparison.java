package recontrast.report;

import recontrast.Config;
import recontrast.Idea;
import recontrast.RunResult;
import recontrast.report.PaperAblation.Column;
import recontrast.training.Evaluated;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Two configurations, figure by figure, in sentences that are the same whichever way the figures turn out.
 *
 * @param before without an idea
 * @param after with it
 */
record Comparison(RunGroup before, RunGroup after) {

    static Findings of(Collection<RunResult> before, Collection<RunResult> after) {
        Comparison both = new Comparison(group(before), group(after));
        List<String> sentences = new ArrayList<>(List.of(both.imageAuroc(), both.paper(), both.wobble(), both.loss()));
        Effects.between(before, after).all().forEach(effect -> sentences.add(effect.toString()));
        both.diversity(both.before).ifPresent(sentences::add);
        both.diversity(both.after).ifPresent(sentences::add);
        return new Findings(sentences);
    }

    /** How restless a configuration is, over evaluations and over seeds. */
    static Findings alone(Collection<RunResult> runs) {
        RunGroup group = group(runs);
        OptionalDouble last = paper(group, Column.MVTEC_IMAGE_AUROC_LAST);
        OptionalDouble best = paper(group, Column.MVTEC_IMAGE_AUROC_BEST);
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(Locale.ROOT, "%s: I-AUROC at the end %s over %d seeds; from one evaluation to the next it "
                + "moves by %.1f points; the best evaluation is %.1f above the last.", group.label(),
                Figures.of(Optional.of(last(group)), 1), group.seeds().size(), wobble(group),
                best(group).mean() - last(group).mean()));
        if (last.isPresent() && best.isPresent()) {
            sentences.add(String.format(Locale.ROOT, "Published for MVTec AD: last %.2f, best %.2f, %.2f above.",
                    last.getAsDouble(), best.getAsDouble(), best.getAsDouble() - last.getAsDouble()));
        }
        return new Findings(sentences);
    }

    private static RunGroup group(Collection<RunResult> runs) {
        List<RunGroup> groups = RunGroup.of(runs.stream().filter(RunResult::finished).toList());
        if (groups.size() != 1) {
            throw new IllegalArgumentException("expected finished runs of one configuration under one plan; found "
                    + groups.stream().map(RunGroup::label).toList() + ": train it to the end");
        }
        return groups.get(0);
    }

    private String imageAuroc() {
        Spread from = last(before);
        Spread to = last(after);
        double change = to.mean() - from.mean();
        String verdict = from.std().isEmpty() || to.std().isEmpty() ? "with one seed that may be chance"
                : Math.abs(change) > Math.max(from.std().getAsDouble(), to.std().getAsDouble())
                        ? "more than the spread over seeds" : "less than the spread over seeds, so no effect is shown";
        return String.format(Locale.ROOT, "I-AUROC at the end: %s %s, %s %s: %+.1f points, %s.", before.label(),
                Figures.of(Optional.of(from), 1), after.label(), Figures.of(Optional.of(to), 1), change, verdict);
    }

    private static Spread last(RunGroup group) {
        return AblationRow.of(group).imageAurocLast().orElseThrow(() ->
                new IllegalArgumentException("expected runs with test images; found none of " + group.label()));
    }

    private static Spread best(RunGroup group) {
        return AblationRow.of(group).imageAurocBest().orElseThrow();
    }

    private String paper() {
        OptionalDouble from = paper(before, Column.MVTEC_IMAGE_AUROC_LAST);
        OptionalDouble to = paper(after, Column.MVTEC_IMAGE_AUROC_LAST);
        return from.isEmpty() || to.isEmpty() ? "The paper does not have both configurations."
                : String.format(Locale.ROOT, "Published for MVTec AD: %s %.2f, %s %.2f: %+.2f points.", before.label(),
                        from.getAsDouble(), after.label(), to.getAsDouble(), to.getAsDouble() - from.getAsDouble());
    }

    private static OptionalDouble paper(RunGroup group, Column column) {
        return PaperTable.ablation().percent(group.config().name(), column);
    }

    /** How restless the curve is, and what choosing its best point would flatter it by. */
    private String wobble() {
        return String.format(Locale.ROOT, "From one evaluation to the next, I-AUROC moves by %.1f points for %s and %.1f for"
                        + " %s; the best evaluation is %.1f and %.1f points above the last.",
                wobble(before), before.label(), wobble(after), after.label(),
                best(before).mean() - last(before).mean(), best(after).mean() - last(after).mean());
    }

    private static double wobble(RunGroup group) {
        return 100 * group.runs().stream().mapToDouble(run -> {
            List<Evaluated> points = run.history().evaluations();
            return IntStream.range(1, points.size()).mapToDouble(i -> Math.abs(
                    points.get(i).evaluation().imageAuroc() - points.get(i - 1).evaluation().imageAuroc()))
                    .average().orElse(0);
        }).average().orElseThrow();
    }

    private String loss() {
        return String.format(Locale.ROOT, "The loss ends at %.3f for %s and %.3f for %s.",
                loss(before), before.label(), loss(after), after.label());
    }

    private static double loss(RunGroup group) {
        return group.runs().stream().mapToDouble(run -> {
            List<Float> losses = run.history().losses();
            return losses.get(losses.size() - 1);
        }).average().orElseThrow();
    }

    private Optional<String> diversity(RunGroup group) {
        if (!Config.ideasOf(group.config()).contains(Idea.OPTIMIZED_ENCODER)) {
            return Optional.empty();
        }
        AblationRow row = AblationRow.of(group);
        double start = row.diversityStart().orElseThrow().mean();
        double end = row.diversityEnd().orElseThrow().mean();
        return Optional.of(String.format(Locale.ROOT, "Feature diversity of %s: %.4f at the start, %.4f at the end (%+.1f %%).",
                group.label(), start, end, 100 * (end / start - 1)));
    }
}
