package recontrast;

import java.util.List;
import java.util.Optional;

/**
 * One run to make: a configuration in an experiment.
 *
 * @param experiment on what, and how
 * @param config what is trained
 */
public record Trial(Experiment experiment, Config config) {

    /** What decides the run's figures. */
    public RunSpec spec() {
        return experiment.spec(config);
    }

    /** The run, finished or stopped, if there is one. */
    public Optional<RunResult> find() {
        return experiment.find(config);
    }

    /**
     * Makes runs that differ in whatever; finished ones are used again, neighbours on the same images share them.
     *
     * @return the runs in order; fewer if this thread was interrupted, the last of them unfinished then
     */
    public static List<RunResult> train(List<Trial> trials, RunListener listener) {
        return Benches.train(trials, listener);
    }
}
