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

/**
 * A measure over the iterations of a training.
 *
 * @param points by steps taken
 */
public record Curve(SortedMap<Integer, Double> points) {

    /** The loss of each step. */
    public static Curve loss(RunResult run) {
        Curve curve = new Curve(new TreeMap<>());
        List<Float> losses = run.history().losses();
        for (int step = 0; step < losses.size(); step++) {
            curve.points.put(step + 1, losses.get(step).doubleValue());
        }
        return curve;
    }

    /** A metric as it is shown, at each evaluation that has it. */
    static Curve of(Metric metric, RunResult run) {
        Curve curve = new Curve(new TreeMap<>());
        for (Evaluation evaluated : run.history().evaluations()) {
            metric.of(evaluated.metrics()).ifPresent(value ->
                    curve.points.put(evaluated.iteration(), metric.unit().of(value)));
        }
        return curve;
    }

    /** Feature diversity of one stage of the encoder. */
    static Curve diversity(RunResult run, Stage stage) {
        Curve curve = new Curve(new TreeMap<>());
        for (Diversity diversity : run.history().diversities(stage)) {
            curve.points.put(diversity.iteration(), diversity.value());
        }
        return curve;
    }

    /** The mean where all curves have a point. */
    static Curve mean(Collection<Curve> curves) {
        Curve mean = new Curve(new TreeMap<>());
        curves.iterator().next().points.forEach((iteration, value) -> {
            if (curves.stream().allMatch(curve -> curve.points.containsKey(iteration))) {
                mean.points.put(iteration, curves.stream()
                        .mapToDouble(curve -> curve.points.get(iteration)).average().orElseThrow());
            }
        });
        return mean;
    }

    /** In parts of its first point. */
    Curve relative() {
        Curve parts = new Curve(new TreeMap<>());
        points.forEach((iteration, value) -> parts.points.put(iteration, value / points.get(points.firstKey())));
        return parts;
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
        Curve thin = new Curve(new TreeMap<>());
        int place = 0;
        for (var point : points.entrySet()) {
            if (place++ % step == 0 || place == points.size()) {
                thin.points.put(point.getKey(), point.getValue());
            }
        }
        return thin;
    }

    double[] iterations() {
        return points.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
    }

    double[] values() {
        return points.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
