package recontrast.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The right to write a file of the cache, for one thread of one process at a time. */
record CacheLock(FileChannel channel) implements AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    /**
     * Takes it, waiting as long as somebody else has it.
     *
     * @param waiting is run once if there is somebody
     */
    static CacheLock take(Path place, Runnable waiting) throws IOException {
        FileChannel channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (attempt(channel).isEmpty()) {
                waiting.run();
                while (attempt(channel).isEmpty()) {
                    Thread.sleep(LOOK_MILLIS);
                }
            }
            return new CacheLock(channel);
        } catch (InterruptedException interrupted) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + place);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException anotherThread) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
