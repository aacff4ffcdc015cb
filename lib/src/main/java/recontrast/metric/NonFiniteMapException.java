package recontrast.metric;

/** An anomaly map has a value that is infinite or no number. */
public final class NonFiniteMapException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    NonFiniteMapException(float found, int row, int column) {
        super("expected finite values in the anomaly map; found " + found + " at row " + row + ", column " + column
                + ": check whether training diverged");
    }
}
