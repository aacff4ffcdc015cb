package recontrast.cli;

/** A value on the command line that cannot be; the message is one line. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(IllegalArgumentException refused) {
        super(refused.getMessage(), refused);
    }
}
