package recontrast;

import recontrast.detector.Method;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.run.Trainer;
import recontrast.run.Trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment under every combination of some settings' values.
 *
 * <pre>{@code
 * SweepResult swept = Experiment.on(washer).vary("alpha", 0, 0.5, 1).vary("batch", 8, 16).train(Config.OURS, live());
 * }</pre>
 *
 * @param points the grid, the last setting varying fastest
 */
public record Sweep(List<Point> points) {

    /**
     * One combination.
     *
     * @param values by setting
     * @param experiment with these settings
     */
    public record Point(Map<Setting, Object> values, Experiment experiment) {

        private Map<String, Object> byName() {
            Map<String, Object> named = new LinkedHashMap<>();
            values.forEach((setting, value) -> named.put(setting.toString(), value));
            return named;
        }
    }

    public Sweep {
        points = List.copyOf(points);
    }

    static Sweep of(Experiment experiment) {
        return new Sweep(List.of(new Point(Map.of(), experiment)));
    }

    /**
     * This grid with one dimension more.
     *
     * @param setting its name, as {@link Setting} has it
     * @throws IllegalArgumentException if there is no such setting, or it cannot have such a value
     */
    public Sweep vary(String setting, Object... values) {
        Setting named = Setting.named(setting);
        if (values.length == 0) {
            throw new IllegalArgumentException("expected values of " + named + "; found none");
        }
        return new Sweep(points.stream().flatMap(point -> Arrays.stream(values).map(value -> {
            Map<Setting, Object> more = new LinkedHashMap<>(point.values());
            more.put(named, value);
            return new Point(more, named.of(point.experiment(), value));
        })).toList());
    }

    /** Trains one configuration at every point; finished runs are used again. */
    public SweepResult train(Method method, RunListener listener) {
        return train(List.of(method), listener);
    }

    /**
     * Trains configurations at every point; finished runs are used again.
     *
     * @return fewer runs if this thread was interrupted, the last of them perhaps unfinished
     */
    public SweepResult train(List<? extends Method> methods, RunListener listener) {
        Map<RunSpec, Map<String, Object>> values = new LinkedHashMap<>();
        List<Trial> trials = new ArrayList<>();
        for (Point point : points) {
            for (Method method : methods) {
                Trial trial = point.experiment().trial(method);
                trials.add(trial);
                values.put(trial.spec(), point.byName());
            }
        }
        List<RunResult> runs = Trainer.train(trials, values, listener);
        List<SweepResult.At> results = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            results.add(new SweepResult.At(points.get(i / methods.size()).values(), runs.get(i)));
        }
        return new SweepResult(results);
    }
}
