package recontrast.report.charts;

import recontrast.metric.Metric;
import recontrast.model.Stage;
import recontrast.run.RunResult;
import recontrast.training.Diversity;
import recontrast.training.Evaluation;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A measure over the iterations of a training.
 *
 * @param points by steps taken
 */
public record Curve(SortedMap<Integer, Double> points) {

    private static <T> Curve of(List<T> all, ToIntFunction<T> iteration, ToDoubleFunction<T> value) {
        return new Curve(all.stream().collect(Collectors.toMap(
                iteration::applyAsInt, value::applyAsDouble, (first, again) -> again, TreeMap::new)));
    }

    /** The loss of each step. */
    public static Curve loss(RunResult run) {
        List<Float> losses = run.history().losses();
        return of(IntStream.range(0, losses.size()).boxed().toList(), step -> step + 1, losses::get);
    }

    /** A metric as it is shown, at each evaluation that has it. */
    static Curve of(Metric metric, RunResult run) {
        return of(run.history().evaluations().stream().filter(at -> metric.of(at.metrics()).isPresent()).toList(),
                Evaluation::iteration, at -> metric.unit().of(metric.of(at.metrics()).getAsDouble()));
    }

    /** Feature diversity of one stage of the encoder. */
    static Curve diversity(RunResult run, Stage stage) {
        return of(run.history().diversities(stage), Diversity::iteration, Diversity::value);
    }

    /** The mean where all curves have a point. */
    static Curve mean(Collection<Curve> curves) {
        List<Integer> common = curves.iterator().next().points.keySet().stream()
                .filter(iteration -> curves.stream().allMatch(curve -> curve.points.containsKey(iteration))).toList();
        return of(common, iteration -> iteration, iteration ->
                curves.stream().mapToDouble(curve -> curve.points.get(iteration)).average().orElseThrow());
    }

    /** With its first point at {@code start}: 1 for parts of it, 100 for per cent. */
    Curve from(double start) {
        return of(List.copyOf(points.keySet()), iteration -> iteration, iteration ->
                start * points.get(iteration) / points.get(points.firstKey()));
    }

    /** The exponential mean over about {@code steps} points, unbiased at the start. */
    Curve smoothed(int steps) {
        Curve smooth = new Curve(new TreeMap<>());
        double keep = 1 - 1.0 / steps;
        double sum = 0;
        double weight = 0;
        for (var point : points.entrySet()) {
            sum = keep * sum + point.getValue();
            weight = keep * weight + 1;
            smooth.points.put(point.getKey(), sum / weight);
        }
        return smooth;
    }

    /** Every so many of its points, and the last, so that about {@code count} are left. */
    Curve thinned(int count) {
        int step = Math.max(1, points.size() / count);
        List<Integer> all = List.copyOf(points.keySet());
        return of(IntStream.range(0, all.size()).filter(place -> place % step == 0 || place == all.size() - 1)
                .mapToObj(all::get).toList(), iteration -> iteration, points::get);
    }

    double[] iterations() {
        return points.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
    }

    double[] values() {
        return points.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
