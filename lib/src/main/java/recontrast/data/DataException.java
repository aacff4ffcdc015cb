package recontrast.data;

import org.apiguardian.api.API;

/** Data that is not as expected; the message is one line: what was expected, what was found, what to do. */
@API(status = API.Status.STABLE)
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(Printable.oneLine(message));
    }

    public DataException(String message, Throwable cause) {
        super(Printable.oneLine(message), cause);
    }
}
