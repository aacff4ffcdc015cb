package recontrast.report;

import recontrast.Config;
import recontrast.RunResult;
import recontrast.model.Stage;
import recontrast.training.Diversity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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
    public static Findings of(Collection<RunResult> runs) {
        Map<String, List<RunResult>> byConfig = runs.stream()
                .filter(RunResult::finished)
                .collect(Collectors.groupingBy(run -> run.config().name()));
        List<String> sentences = new ArrayList<>();
        ranking(byConfig).ifPresent(sentences::add);
        for (Config config : List.of(Config.C, Config.D, Config.E, Config.OURS)) {
            diversity(config, byConfig.getOrDefault(config.name(), List.of())).ifPresent(sentences::add);
        }
        Effects.of(runs).all().forEach(effect -> sentences.add(effect.toString()));
        sentences.add(spread(byConfig));
        return new Findings(sentences);
    }

    /** How restless one configuration is, over evaluations and over seeds. */
    public static Findings alone(Collection<RunResult> runs) {
        return Comparison.alone(runs);
    }

    /** What one idea changes: the finished runs with it against those without. */
    public static Findings step(Collection<RunResult> before, Collection<RunResult> after) {
        return Comparison.of(before, after);
    }

    private static Optional<String> ranking(Map<String, List<RunResult>> byConfig) {
        Comparator<String> byAuroc = Comparator.comparingDouble(name -> auroc(byConfig.get(name)));
        return byConfig.size() < 2 ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
                "I-AUROC after the last step is highest for %s (%.1f %%) and lowest for %s (%.1f %%); in the paper (MVTec AD)"
                        + " it is highest for Ours (99.45) and lowest for C (91.54).",
                byConfig.keySet().stream().max(byAuroc).orElseThrow(), max(byConfig),
                byConfig.keySet().stream().min(byAuroc).orElseThrow(), min(byConfig)));
    }

    private static double max(Map<String, List<RunResult>> byConfig) {
        return byConfig.values().stream().mapToDouble(Findings::auroc).max().orElseThrow();
    }

    private static double min(Map<String, List<RunResult>> byConfig) {
        return byConfig.values().stream().mapToDouble(Findings::auroc).min().orElseThrow();
    }

    private static Optional<String> diversity(Config config, List<RunResult> runs) {
        List<RunResult> measured = runs.stream().filter(run -> !run.history().diversities(Stage.LAYER2).isEmpty()).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double start = mean(measured, run -> run.history().diversities(Stage.LAYER2).get(0).value());
        double end = mean(measured, run -> last(run).value());
        String change = end < start * (1 - NOTICEABLE) ? "falls" : end > start * (1 + NOTICEABLE) ? "rises" : "holds";
        return Optional.of(String.format(Locale.ROOT, "%s: feature diversity %s (%.4f to %.4f), the loss ends at %.3f; in the"
                + " paper's Fig. 5b it %s.", config, change, start, end,
                mean(measured, run -> run.history().losses().get(run.history().iterations() - 1)),
                config.equals(Config.C) ? "falls: the encoder collapses" : "holds"));
    }

    private static Diversity last(RunResult run) {
        List<Diversity> measured = run.history().diversities(Stage.LAYER2);
        return measured.get(measured.size() - 1);
    }

    private static String spread(Map<String, List<RunResult>> byConfig) {
        long seeds = byConfig.values().stream().flatMap(List::stream).map(run -> run.spec().seed()).distinct().count();
        return seeds < 2
                ? "One seed: the intervals hold what other test images would change, not what another seed would."
                : "The intervals hold what other test images and other seeds, drawn from these " + seeds + ", would change.";
    }

    private static double auroc(List<RunResult> runs) {
        return 100 * mean(runs, run -> run.last().map(at -> at.evaluation().imageAuroc()).orElse(0.0));
    }

    private static double mean(List<RunResult> runs, ToDoubleFunction<RunResult> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    @Override
    public String toString() {
        return sentences.stream().map(sentence -> "- " + sentence).collect(Collectors.joining("\n"));
    }
}
