package recontrast.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * What a file looks like from outside: when its contents change, so does this.
 *
 * @param attributes its size and times; where the system has them, the time of its last change, which nobody can set,
 *     and its number, which tells it from a file that took its place
 * @param changed the latest of its times
 * @param seen when it was looked at
 */
record FileState(String attributes, Instant changed, Instant seen) {

    private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2); // FAT's

    static FileState of(Path file) {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        String wanted = unix ? "unix:size,lastModifiedTime,ctime,ino" : "size,lastModifiedTime,creationTime";
        try {
            Instant seen = Instant.now();
            TreeMap<String, Object> attributes = new TreeMap<>(Files.readAttributes(file, wanted));
            return new FileState(attributes.toString(), attributes.values().stream()
                    .filter(FileTime.class::isInstance).map(time -> ((FileTime) time).toInstant())
                    .max(Comparator.naturalOrder()).orElseThrow(), seen);
        } catch (IOException e) {
            throw FileDigests.unreadable(file, e);
        }
    }

    /** Whether a change from now on would show: one within the same tick of the file system's clock would not. */
    boolean settled() {
        return changed.plus(COARSEST_CLOCK).isBefore(seen);
    }
}
