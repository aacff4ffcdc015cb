package recontrast.training;

/**
 * A learning rate that falls once.
 *
 * @param after part of the iterations before it falls, 0 to 1
 * @param factor what it is multiplied with from then on
 */
public record RateDrop(double after, double factor) {

    /** The unified setting's: a fifth of the rate in the last fifth of the training. */
    public static final RateDrop UNIFIED = new RateDrop(0.8, 0.2);

    public RateDrop {
        if (!(after >= 0 && after <= 1 && factor > 0)) {
            throw new IllegalArgumentException("expected a learning rate that falls after a part of the iterations,"
                    + " 0 to 1, by a factor above 0; found " + after + " and " + factor);
        }
    }

    /** The factor in one of so many iterations, counted from 0. */
    public double at(int iteration, int iterations) {
        return iteration < (int) (after * iterations) ? 1 : factor;
    }
}
