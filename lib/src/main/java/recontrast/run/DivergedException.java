package recontrast.run;

import recontrast.training.History;
import recontrast.training.NonFiniteLossException;

/** A run ended because its loss, or an anomaly map, is infinite or no number; what was kept before stays. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DivergedException(RunSpec spec, History reached, History kept, RuntimeException cause) {
        super("expected finite figures of " + spec + "; found " + found(cause) + " after " + reached.iterations()
                + " steps: " + (kept.iterations() == 0 ? "nothing was kept yet"
                        : "the model after " + kept.iterations() + " is kept")
                + ", try a lower learning rate or the stable variant", cause);
    }

    private static String found(RuntimeException cause) {
        return cause instanceof NonFiniteLossException diverged
                ? "a loss of " + diverged.loss() : "an anomaly map that is not finite";
    }
}
