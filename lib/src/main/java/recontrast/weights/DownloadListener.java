package recontrast.weights;

import java.nio.file.Path;
import java.util.Locale;

/** Is told how a download goes on, on the thread that waits for it. */
public interface DownloadListener {

    /** {@code received} bytes of {@code total} are there. */
    default void downloading(PublishedFile file, long received, long total) { }

    /** The file is complete, is what it should be, and lies there. */
    default void downloaded(PublishedFile file, Path place) { }

    /** It cannot be completed now. */
    default void failed(PublishedFile file) { }

    /** Another process downloads the same file; this one waits for it. */
    default void waitingForAnother(PublishedFile file) { }

    /** Hears nothing. */
    static DownloadListener silent() {
        return new DownloadListener() { };
    }

    /** {@code 46.8 MB}. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
