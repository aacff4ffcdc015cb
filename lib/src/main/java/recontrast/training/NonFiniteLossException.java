package recontrast.training;

/** Training ended because the loss is no number any more. */
public final class NonFiniteLossException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NonFiniteLossException(int iteration, float loss) {
        super("expected a finite loss; found " + loss + " at iteration " + iteration
                + ": the last checkpoint is kept; try a lower learning rate");
    }
}
