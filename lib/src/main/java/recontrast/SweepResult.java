package recontrast;

import recontrast.run.RunResult;
import java.util.List;
import java.util.Map;

/**
 * The runs of a sweep.
 *
 * @param runs in the order of the grid, each with where it stands on it
 */
public record SweepResult(List<At> runs) {

    /**
     * A run and its place.
     *
     * @param values by setting
     * @param run finished, but for the last one of a sweep that was interrupted
     */
    public record At(Map<Setting, Object> values, RunResult run) { }

    public SweepResult {
        runs = List.copyOf(runs);
    }
}
