package recontrast.model;

/**
 * How a network computes.
 *
 * @param statistics by which batch normalisation goes
 * @param precision of what lies between the network's borders; what goes in and comes out is in full precision
 */
public record Mode(Statistics statistics, Precision precision) {

    public static final Mode TRAIN = new Mode(Statistics.BATCH, Precision.FULL);
    public static final Mode EVAL = new Mode(Statistics.RUNNING, Precision.FULL);

    /** Which statistics batch normalisation uses. */
    public enum Statistics {
        /** The batch's own; the running ones are updated. */
        BATCH,
        /** The running ones, unchanged. */
        RUNNING
    }

    /** The same in another precision. */
    public Mode in(Precision other) {
        return new Mode(statistics, other);
    }

    boolean byBatch() {
        return statistics == Statistics.BATCH;
    }
}
