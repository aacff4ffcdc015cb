package recontrast.weights;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CancellationException;

/** A file on its way into the cache: downloaded beside its place, verified, then moved there. */
record Fetch(WeightCache cache, PublishedFile file, DownloadListener listener) {

    /** @throws IllegalStateException saying what to do if it does not arrive */
    @SuppressWarnings("try") // the lock is held, not used
    void run() {
        try {
            Files.createDirectories(cache.folder());
            Path lock = cache.folder().resolve(file.fileName() + ".lock");
            try (CacheLock held = CacheLock.take(lock, () -> listener.waitingForAnother(file))) {
                if (!Files.exists(cache.place(file))) {
                    download();
                    listener.downloaded(file, cache.place(file));
                }
            }
        } catch (CancellationException interrupted) {
            listener.failed(file);
            throw interrupted;
        } catch (IOException failure) {
            listener.failed(file);
            throw new IllegalStateException("expected to download " + file.fileName() + " to " + cache.folder()
                    + "; found that " + clause(failure) + ": try again, or " + cache.putItThere(file), failure);
        }
    }

    private String clause(IOException failure) {
        if (failure instanceof DownloadException known) {
            return known.getMessage();
        }
        return failure instanceof ConnectException ? "no server answers at " + cache.source().getHost()
                : "it fails (" + failure + ")";
    }

    private void download() throws IOException {
        Path part = cache.part(file);
        boolean resumed = Files.exists(part);
        complete(part);
        if (resumed && !WeightCache.isWhatItsNameSays(part, file)) { // what was there may have been another file's
            Files.delete(part);
            complete(part);
        }
        if (!WeightCache.isWhatItsNameSays(part, file)) {
            String found = Weights.digest(part);
            Files.delete(part);
            throw DownloadException.refused("the server sends a file with a SHA-256 that starts with " + found
                    + ", not with " + file.digest());
        }
        Files.move(part, cache.place(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private void complete(Path place) throws IOException {
        try (PartFile part = new PartFile(place, file.bytes())) {
            listener.downloading(file, part.size(), part.whole());
            Download.of(cache.address(file), cache.patience())
                    .complete(part, received -> listener.downloading(file, received, part.whole()));
            part.force();
            listener.downloading(file, part.size(), part.whole());
        }
    }
}
