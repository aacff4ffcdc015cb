package recontrast.report;

import org.apiguardian.api.API;
import recontrast.run.RunResult;
import recontrast.training.Evaluation;

import java.util.Locale;
import java.util.Optional;

/** At which point of a training a figure was taken. */
@API(status = API.Status.STABLE)
public enum Moment {

    /** After the last iteration: the figure to compare by. */
    LAST,
    /** At the evaluation that held-out good images chose, where they did. */
    CHOSEN,
    /** At the evaluation with the highest I-AUROC, which peeks at the test set. */
    BEST,
    /** Of the network, not of its training; of the paper's figures, where it does not say when. */
    UNSAID;

    /** The run's evaluation then. */
    public Optional<Evaluation> of(RunResult run) {
        return switch (this) {
            case LAST -> run.last();
            case CHOSEN -> run.chosen();
            case BEST -> run.best();
            case UNSAID -> Optional.empty();
        };
    }

    /** {@code last}; nothing where it is not said. */
    @Override
    public String toString() {
        return this == UNSAID ? "" : name().toLowerCase(Locale.ROOT);
    }
}
