package recontrast.report;

import recontrast.metric.Metric;
import recontrast.metric.TestMetrics;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.training.Evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said about runs, one line each.
 *
 * @param swept what a sweep gave to its runs; the values are named with them
 */
public record RunSentences(Map<RunSpec, Map<String, Object>> swept) {

    /** About runs that belong to no sweep. */
    public static final RunSentences PLAIN = new RunSentences(Map.of());

    private static final int DATE = 10; // characters of 2026-05-09T...

    /** {@code Ours on washer, seed 0, alpha 0.5}. */
    public String name(RunSpec spec) {
        return spec + swept.getOrDefault(spec, Map.of()).entrySet().stream()
                .filter(value -> !value.getKey().equals("seed")) // named already
                .map(value -> ", " + value.getKey() + " " + Figures.words(value.getValue()))
                .collect(Collectors.joining());
    }

    private static String iterations(int count) {
        return count == 1 ? "1 iteration" : count + " iterations";
    }

    /** A run begins, or goes on. */
    public String started(RunResult soFar) {
        int from = soFar.history().iterations();
        int total = soFar.spec().plan().iterations();
        return name(soFar.spec()) + ", on " + device(soFar) + ": "
                + (from > 0 ? "going on from iteration " + from + " of " + total : iterations(total));
    }

    /** A run waits for another one, which ends. */
    public String waiting(RunSpec ending) {
        return "waiting for " + name(ending) + " to end and to be kept";
    }

    /** What there is of a run that was stopped. */
    public String kept(RunResult soFar) {
        return name(soFar.spec()) + ": " + soFar.history().iterations() + " of " + soFar.spec().plan().iterations()
                + " steps are kept";
    }

    /** What an evaluation gave. */
    public static String evaluated(Evaluation evaluation) {
        return "iteration " + evaluation.iteration() + ": " + metrics(evaluation.metrics());
    }

    /** How a run ended. */
    public String ended(RunResult result) {
        if (!result.finished()) {
            return name(result.spec()) + ": stopped at iteration " + result.history().iterations() + " of "
                    + result.spec().plan().iterations() + metricsLast(result) + "; run it again to go on";
        }
        return name(result.spec()) + ": " + iterations(result.history().iterations()) + " in " + time(result.seconds())
                + " on " + device(result) + metricsLast(result);
    }

    /**
     * That a run was not trained again, and how to do so.
     *
     * @param folder where it is kept
     */
    public String reused(RunResult result, Path folder) {
        return "reused: " + name(result.spec()) + metricsLast(result) + " (of " + date(result)
                + (Files.isDirectory(folder) && !Files.isWritable(folder)
                        ? ", in " + folder + ";" : "; delete " + folder + " or")
                + " choose another seed to train again)";
    }

    /** The day on which a run was last taken up: {@code 2026-05-09}. */
    public static String date(RunResult run) {
        return run.provenance().started().substring(0, DATE);
    }

    /** {@code cpu} or {@code gpu(0)}. */
    private static String device(RunResult run) {
        return run.provenance().device().replace("()", "");
    }

    private static String metricsLast(RunResult result) {
        return result.last().map(last -> ", " + metrics(last.metrics())).orElse("")
                + result.best().filter(best -> !best.equals(result.last().orElseThrow()))
                        .map(best -> " (best, at " + best.iteration() + ": "
                                + value(Metric.IMAGE_AUROC, best.metrics()).orElseThrow() + ")")
                        .orElse("")
                + result.history().chosen().stream().mapToObj(at -> " (chosen, at " + at + result.chosen()
                        .map(chosen -> ": " + value(Metric.IMAGE_AUROC, chosen.metrics()).orElseThrow()).orElse("") + ")")
                        .collect(Collectors.joining());
    }

    private static String metrics(TestMetrics metrics) {
        return Stream.of(Metric.values()).filter(metric -> metric.prominence() == Metric.Prominence.HEADLINE)
                .flatMap(metric -> value(metric, metrics).map(value -> metric.paperTitle() + " " + value).stream())
                .collect(Collectors.joining(", "));
    }

    /** {@code I-AUROC 90.00 %}. */
    public static String imageAuroc(Evaluation evaluation) {
        return Metric.IMAGE_AUROC.title() + " " + value(Metric.IMAGE_AUROC, evaluation.metrics()).orElseThrow();
    }

    private static Optional<String> value(Metric metric, TestMetrics metrics) {
        Metric.Unit unit = metric.unit();
        return metric.of(metrics).stream()
                .mapToObj(value -> (Figures.of(unit.of(value), unit.decimals()) + " " + unit.sign()).strip()).findFirst();
    }

    /** A time to read: {@code 48 s}, {@code 2 min 05 s}, {@code 3 h 20 min}. */
    public static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
