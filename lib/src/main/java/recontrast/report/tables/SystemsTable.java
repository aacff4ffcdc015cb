package recontrast.report.tables;

import recontrast.Experiment;
import recontrast.data.Sample;
import recontrast.detector.Method;
import recontrast.metric.Metric;
import recontrast.metric.PairedDifference.Figure;
import recontrast.report.Figures;
import recontrast.report.RunGroup;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Systems of any kind on the same images, under the same seeds: what each costs, how well it finds defects, and by how
 * much better or worse than one of them, with the interval.
 *
 * @param rows one a system
 * @param reference what the others are compared with
 */
public record SystemsTable(List<Row> rows, Method reference) implements Tabular {

    private static final int WARM_UP = 16; // images
    private static final String AVERAGED = "last three, %";

    /**
     * A system.
     *
     * @param runs its finished runs
     * @param millis an image takes from its file to its map, in batches of 16, on this machine
     * @param bytes of its model on disk, its encoder included
     * @param effects what it changes against the reference; none of the reference itself
     */
    public record Row(RunGroup runs, double millis, long bytes, Effects effects) {

        /** By the evaluations that {@link #effects} are of. */
        private String metric(Metric metric) {
            return Figures.of(runs.spread(run -> run.history().averaged().stream()
                    .flatMapToDouble(evaluation -> metric.of(evaluation.metrics()).stream()).average())
                    .map(spread -> spread.times(metric.unit().of(1))), metric.unit().decimals());
        }

        private String effect(Figure figure) {
            return effects.all().stream().filter(effect -> effect.figure() == figure).findFirst()
                    .map(effect -> effect.difference().toString()).orElse("");
        }
    }

    public SystemsTable {
        rows = List.copyOf(rows);
    }

    /**
     * The finished ones of these runs.
     *
     * @param experiment that they were made under; its category's test images are scored once, to see how long it takes
     */
    public static SystemsTable of(Experiment experiment, Collection<RunResult> runs, Method reference) {
        List<RunResult> finished = runs.stream().filter(RunResult::finished).toList();
        List<RunResult> compared = finished.stream().filter(run -> run.config().equals(reference)).toList();
        return new SystemsTable(RunGroup.of(finished).stream().map(group -> new Row(group,
                millis(experiment, group.runs().get(0)), bytes(experiment, group.runs().get(0)),
                group.config().equals(reference) ? new Effects(List.of())
                        : Effects.between(compared, group.runs()))).toList(), reference);
    }

    private static double millis(Experiment experiment, RunResult run) {
        List<Sample> images = experiment.category().test();
        try (TrainedModel model = experiment.open(run)) {
            model.score(images.subList(0, Math.min(WARM_UP, images.size())));
            long start = System.nanoTime();
            model.score(images);
            return (System.nanoTime() - start) / 1e6 / images.size();
        }
    }

    private static long bytes(Experiment experiment, RunResult run) {
        try {
            return Files.size(experiment.store().checkpoint(run.spec()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model of " + run.spec() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Sheet sheet() {
        String against = "against " + reference.name() + ", points";
        return new Columns<Row>().words("system", row -> row.runs().label())
                .number("training", "s", row -> Figures.of(row.runs().spread(run ->
                        OptionalDouble.of(run.seconds())), 0))
                .number("an image", "ms", row -> String.format(Locale.ROOT, "%.1f", row.millis()))
                .number("model", "MB", row -> String.format(Locale.ROOT, "%.1f", row.bytes() / 1e6))
                .number(AVERAGED, Metric.IMAGE_AUROC.title(), row -> row.metric(Metric.IMAGE_AUROC))
                .number(AVERAGED, "AUPRO", row -> row.metric(Metric.AUPRO_PUBLISHED))
                .number(against, "I-AUROC", row -> row.effect(Figure.IMAGE_AUROC))
                .number(against, "AUPRO", row -> row.effect(Figure.AUPRO))
                .sheet(rows, "In brackets, the 95 % interval: a paired bootstrap over test images"
                        + seeds().map(" and "::concat).orElse("; one seed, so what another seed would change is not in it")
                        + ". Where zero is in it, these images do not tell the two apart. Last three: figures and"
                        + " differences are of the mean of the last three evaluations, of a system that is fitted at once of"
                        + " its one; AUPRO is the published one, image by image. An image: decoded, scored"
                        + " and drawn as a map, in batches of 16, on this machine. Model: with its encoder, on disk.");
    }

    private Optional<String> seeds() {
        List<Long> seeds = rows.stream().flatMap(row -> row.runs().seeds().keySet().stream()).distinct().toList();
        return seeds.size() < 2 ? Optional.empty() : Optional.of(seeds.stream().sorted().map(String::valueOf)
                .collect(Collectors.joining(", ", "over seeds ", "")));
    }

    @Override
    public String toString() {
        return sheet().text();
    }
}
