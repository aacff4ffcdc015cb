package recontrast.weights;

import java.io.IOException;

/** A download that fails; the message completes "found that ...". */
final class DownloadException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean cut;

    private DownloadException(String message, boolean cut) {
        super(message);
        this.cut = cut;
    }

    /** It stopped on the way, and may go on from there. */
    static DownloadException cut(String message) {
        return new DownloadException(message, true);
    }

    /** The server sends something else; asking again would not help. */
    static DownloadException refused(String message) {
        return new DownloadException(message, false);
    }

    boolean isCut() {
        return cut;
    }
}
