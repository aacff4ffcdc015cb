package recontrast.data;

/** Data that is not as expected; the message is one line: what was expected, what was found, what to do. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(oneLine(message));
    }

    public DataException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** What was found may hold line breaks, and what else moves a cursor. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }
}
