package recontrast.training;

/** Training ended because the loss is no number any more. */
public final class NonFiniteLossException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final float loss;

    NonFiniteLossException(int iteration, float loss) {
        super("expected a finite loss; found " + loss + " at iteration " + iteration
                + ": try a lower learning rate, or the stable variant");
        this.loss = loss;
    }

    /** Infinite, or no number. */
    public float loss() {
        return loss;
    }
}
