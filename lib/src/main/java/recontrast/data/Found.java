package recontrast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is found at a path where something else was expected. */
public final class Found {

    private static final int KIND = 0170000; // of a file, in its Unix mode

    private Found() { }

    /** {@code nothing}, {@code a folder}, {@code a file}, {@code a FIFO}, {@code a socket} or {@code a device}. */
    public static String at(Path path) {
        if (!Files.exists(path)) {
            return "nothing";
        }
        return Files.isDirectory(path) ? "a folder" : Files.isRegularFile(path) ? "a file" : special(path);
    }

    /** @throws IllegalArgumentException where there is no file, which is called {@code expected} */
    public static void requireFile(Path path, String expected) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "expected " + expected + " at " + path + "; found " + at(path) + ": check the path");
        }
    }

    private static String special(Path path) {
        try {
            return switch ((int) Files.getAttribute(path, "unix:mode") & KIND) {
                case 0010000 -> "a FIFO";
                case 0140000 -> "a socket";
                default -> "a device";
            };
        } catch (IOException | UnsupportedOperationException unknown) {
            return "no file";
        }
    }
}
