package recontrast.report.tables;

import recontrast.Config;
import recontrast.metric.Metric;
import recontrast.metric.PairedDifference.Figure;
import recontrast.metric.PairedDifference;
import recontrast.report.RunGroup;
import recontrast.report.tables.Sheet.Heading;
import recontrast.run.RunResult;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each idea changes, by the difference between two configurations trained on the same images under the same seeds,
 * with its interval.
 *
 * @param all one for each two configurations that were both trained, and each figure
 */
public record Effects(List<Effect> all) implements Tabular {

    /** The nine steps of the paper's ablation (Table 6), each the configuration without and with something. */
    private static final List<List<Config>> STEPS = List.of(
            List.of(Config.A, Config.B), List.of(Config.B, Config.B_HM), List.of(Config.B, Config.C),
            List.of(Config.C, Config.D), List.of(Config.C, Config.C_CP), List.of(Config.D, Config.E),
            List.of(Config.E_GL, Config.E), List.of(Config.E, Config.OURS), List.of(Config.B, Config.OURS));

    private static final Map<Figure, PaperAblation> PAPER = Map.of(Figure.IMAGE_AUROC,
            PaperAblation.MVTEC_IMAGE_AUROC_LAST, Figure.AUPRO, PaperAblation.MVTEC_AUPRO_LAST);

    /** What an interval says of the paper's difference. */
    public enum Verdict {
        /** It lies on the paper's side of zero. */
        SHOWN,
        /** Zero is in it. */
        NOT_SHOWN,
        /** It lies on the other side. */
        REVERSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One difference.
     *
     * @param before the configuration without
     * @param after the configuration with
     * @param figure I-AUROC or AUPRO as published, averaged over the last three evaluations
     * @param difference after less before
     * @param paper the paper's difference after the last step on MVTec AD, in points; empty where it has none
     * @param seeds that both were trained under
     */
    public record Effect(String before, String after, Figure figure, PairedDifference difference, OptionalDouble paper,
            int seeds) {

        /** Against the paper's side; without a paper's figure, against a rise. */
        public Verdict verdict() {
            boolean rise = paper.orElse(1) > 0;
            if (rise ? difference.low() > 0 : difference.high() < 0) {
                return Verdict.SHOWN;
            }
            return (rise ? difference.high() < 0 : difference.low() > 0) ? Verdict.REVERSED : Verdict.NOT_SHOWN;
        }

        private List<String> step() {
            return List.of(before, after);
        }

        /** {@code From A to B, I-AUROC changes by +2.1 points [0.4, 3.9]; in the paper by +3.55: shown.} */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "From %s to %s, %s changes by %s%s.", before, after, figure, difference,
                    inPaper("; in the paper by %+.2f: " + verdict()));
        }

        /** Words about the paper's difference, a number in them; nothing where it has none. */
        private String inPaper(String words) {
            return paper.isPresent() ? String.format(Locale.ROOT, words, paper.getAsDouble()) : "";
        }
    }

    public Effects {
        all = List.copyOf(all);
    }

    /** Of the nine steps, those whose two configurations are among the finished runs. */
    @SafeVarargs
    public static Effects of(Collection<RunResult>... several) {
        List<RunResult> runs = RunGroup.together(several);
        return new Effects(STEPS.stream().flatMap(step ->
                between(runs(runs, step.get(0)), runs(runs, step.get(1))).all.stream()).toList());
    }

    private static List<RunResult> runs(Collection<RunResult> runs, Config config) {
        return runs.stream().filter(run -> run.config().equals(config)).toList();
    }

    /**
     * Of the runs of one configuration or plan against those of another; runs of one category, images and seed are
     * paired, the others left out.
     */
    public static Effects between(Collection<RunResult> before, Collection<RunResult> after) {
        List<PairedDifference.Pair> pairs = before.stream().flatMap(first -> after.stream()
                .filter(second -> first.finished() && second.finished() && key(first).equals(key(second)))
                .flatMap(second -> pair(first, second).stream())).toList();
        return new Effects(Stream.of(Figure.values()).flatMap(figure -> {
            List<PairedDifference.Pair> known = pairs.stream()
                    .filter(pair -> figure == Figure.IMAGE_AUROC || !pair.before().get(0).aupros().isEmpty()).toList();
            return known.isEmpty() ? Stream.<Effect>empty()
                    : Stream.of(effect(label(before), label(after), figure, known));
        }).toList());
    }

    private static List<Object> key(RunResult run) {
        return List.of(run.spec().dataset(), run.spec().category(), run.spec().data(), run.spec().seed());
    }

    private static Optional<PairedDifference.Pair> pair(RunResult before, RunResult after) {
        return before.history().images().isEmpty() || after.history().images().isEmpty() ? Optional.empty()
                : Optional.of(new PairedDifference.Pair(before.spec().category() + ' ' + before.spec().data(),
                        before.spec().seed(), before.history().images(), after.history().images()));
    }

    private static String label(Collection<RunResult> runs) {
        return RunGroup.of(runs).get(0).label();
    }

    private static Effect effect(
            String before, String after, Figure figure, List<PairedDifference.Pair> pairs) {
        OptionalDouble from = PAPER.get(figure).percent(before);
        OptionalDouble to = PAPER.get(figure).percent(after);
        return new Effect(before, after, figure, PairedDifference.of(pairs, figure),
                from.isPresent() && to.isPresent() && !before.equals(after) // of two plans of one the paper knows nothing
                        ? OptionalDouble.of(to.getAsDouble() - from.getAsDouble()) : OptionalDouble.empty(),
                (int) pairs.stream().mapToLong(PairedDifference.Pair::seed).distinct().count());
    }

    /** One row a step; empty where no two configurations can be compared. */
    @Override
    public Sheet sheet() {
        Columns<List<String>> columns = new Columns<List<String>>()
                .words("from", step -> step.get(0)).words("to", step -> step.get(1));
        for (Figure figure : Figure.values()) {
            String group = figure + ", points";
            columns.number(group, "here", step -> cell(step, figure, effect -> effect.difference.toString()))
                    .number(group, "paper", step -> cell(step, figure, effect -> effect.inPaper("%+.2f")))
                    .add(new Heading(group, "the paper's effect", Sheet.Side.LEFT),
                            step -> cell(step, figure, effect -> effect.inPaper(effect.verdict().toString())));
        }
        int seeds = all.stream().mapToInt(Effect::seeds).max().orElse(0);
        return columns.sheet("", all.stream().map(Effect::step).distinct().toList(), List.of(
                "In brackets, the 95 % interval: a paired bootstrap over test images"
                + (seeds > 1 ? " and " + seeds + " seeds" : "; one seed, so what another seed would change is not in it")
                + ". Each figure is the mean of the last three evaluations; AUPRO is the published one, image by image."
                + " Shown: the interval lies on the paper's side of zero; reversed: on the other; not shown: zero is in it."
                + " The paper's differences are of MVTec AD."));
    }

    /**
     * Which of the paper's effects are there and which are not, a line for each figure and verdict:
     * {@code I-AUROC, not shown (2 of 9): E to Ours, B to Ours}.
     */
    public String verdicts() {
        return Stream.of(Figure.values()).flatMap(figure -> Stream.of(Verdict.values())
                .map(verdict -> verdicts(figure, verdict))).flatMap(Optional::stream).collect(Collectors.joining("\n"));
    }

    private Optional<String> verdicts(Figure figure, Verdict verdict) {
        List<Effect> judged = all.stream().filter(effect -> effect.figure == figure && effect.paper.isPresent()).toList();
        List<String> steps = judged.stream().filter(effect -> effect.verdict() == verdict)
                .map(effect -> effect.before + " to " + effect.after).toList();
        return steps.isEmpty() ? Optional.empty() : Optional.of("%s, %s (%d of %d): %s".formatted(
                figure, verdict, steps.size(), judged.size(), String.join(", ", steps)));
    }

    private String cell(List<String> step, Figure figure, Function<Effect, String> words) {
        return all.stream().filter(effect -> effect.figure == figure && effect.step().equals(step)).findFirst()
                .map(words).orElse("");
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
