package recontrast.run;

import recontrast.training.Evaluation;
import recontrast.training.TrainingListener;
import recontrast.weights.DownloadListener;

import java.nio.file.Path;
import java.util.Map;

/**
 * Is told about a run beside what happens while it trains.
 *
 * <p>The training thread waits for what is told, which another thread does: nothing that a listener does can take away
 * the interrupt that is to end the training. It may interrupt its own thread to end it.
 */
public interface RunListener extends TrainingListener {

    /**
     * Runs of a sweep are to be made.
     *
     * @param values that it gives to each, by the name of the setting
     */
    default void swept(Map<RunSpec, Map<String, Object>> values) { }

    /** Another thread's run, of a cell that was stopped perhaps, is waited for: it ends. */
    default void waiting(RunSpec ending) { }

    /** A run starts, or goes on from what {@code soFar} holds. */
    default void started(RunResult soFar) { }

    /**
     * A run that was finished before is used again.
     *
     * @param folder where it is kept
     */
    default void reused(RunResult result, Path folder) { }

    /** The test set was evaluated, and the run kept. */
    default void evaluated(Evaluation evaluation) { }

    /** A run ended, finished or stopped. */
    default void ended(RunResult result) { }

    /** Is told how the download of the weights goes on, where there is one. */
    default DownloadListener downloads() {
        return DownloadListener.silent();
    }

    /** Hears nothing. */
    static RunListener silent() {
        return new RunListener() { };
    }
}
