package recontrast.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file on its way into the cache, for one thread of one process at a time: a part beside its place, on which later
 * attempts go on; verified when it is whole, then moved there.
 */
record Download(WeightCache cache, PublishedFile file, DownloadListener listener) {

    private static final int ATTEMPTS = 5; // in a row, as long as each brings something
    private static final long LOOK_MILLIS = 200;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(?:\\d+|\\*)");

    /** What a server does wrong; the message completes "found that ...". */
    private static final class Fault extends IOException {

        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    /** A client that follows redirects, but never from https to http. */
    static HttpClient client(Duration patience) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Brings the file, unless another brings it meanwhile.
     *
     * @throws IllegalStateException saying what to do if it does not arrive; what has arrived stays
     * @throws CancellationException if this thread is interrupted
     */
    void run() {
        try {
            Files.createDirectories(cache.folder());
            Path lock = cache.folder().resolve(file.fileName() + ".lock");
            try (FileChannel held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                take(held);
                if (!Files.exists(cache.place(file))) {
                    bring(cache.part(file));
                    listener.downloaded(file, cache.place(file));
                }
            }
        } catch (IOException | InterruptedException failure) {
            listener.failed(file);
            if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) { // closes channels
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while downloading " + file.fileName());
            }
            throw new IllegalStateException("expected to download " + file.fileName() + " to " + cache.folder()
                    + "; found that " + clause(failure) + ": try again, or " + cache.putItThere(file), failure);
        }
    }

    private String clause(Exception failure) {
        if (failure instanceof Fault known) {
            return known.getMessage();
        }
        return failure instanceof ConnectException ? "no server answers at " + cache.source().getHost()
                : "it fails (" + failure + ")";
    }

    private void take(FileChannel lock) throws IOException, InterruptedException {
        if (!isTaken(lock)) {
            listener.waitingForAnother(file);
            while (!isTaken(lock)) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException anotherThread) {
            return false;
        }
    }

    private void bring(Path part) throws IOException, InterruptedException {
        boolean begunBefore = Files.exists(part);
        if (!begunBefore) {
            clear(part);
        }
        complete(part);
        if (begunBefore && !WeightCache.isWhatItsNameSays(part, file)) { // what was there may have been another file's
            clear(part);
            complete(part);
        }
        if (!WeightCache.isWhatItsNameSays(part, file)) {
            String found = Weights.digest(part);
            Files.delete(part);
            throw new Fault("the server sends a file with a SHA-256 that starts with " + found + ", not with "
                    + file.digest());
        }
        Files.move(part, cache.place(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void clear(Path part) throws IOException {
        Files.write(part, new byte[0]);
    }

    private void complete(Path part) throws IOException, InterruptedException {
        HttpClient client = client(cache.patience());
        listener.downloading(file, Files.size(part), file.bytes());
        for (int attempt = 1; Files.size(part) != file.bytes(); attempt++) {
            long before = Files.size(part);
            try {
                transfer(client, part, before);
            } catch (IOException failure) {
                if (attempt == ATTEMPTS || Files.size(part) <= before) {
                    throw failure;
                }
            }
        }
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true); // so that it survives a power failure
        }
        listener.downloading(file, file.bytes(), file.bytes());
    }

    /** One request, for all that is not there yet. */
    private void transfer(HttpClient client, Path part, long before) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(cache.address(file)).header("User-Agent", "recontrast");
        if (before > 0) {
            request.header("Range", "bytes=" + before + "-");
        }
        CompletableFuture<HttpResponse<Path>> exchange = client.sendAsync(request.build(), info -> body(info, part));
        try {
            HttpResponse<Path> response = await(exchange, part);
            if (response.statusCode() == 416 && before > 0) {
                clear(part); // longer than what the server has: another file's
            } else if (!isContent(response.statusCode())) {
                String moved = response.headers().firstValue("Location")
                        .map(place -> ", a redirect to " + place + " that is not followed").orElse("");
                throw new Fault("the server answers with status " + response.statusCode() + moved);
            } else if (arrived(part) < file.bytes()) {
                throw new Fault("the server stops after " + Files.size(part) + " of " + file.bytes() + " bytes");
            }
        } finally {
            exchange.cancel(true);
            if (Files.size(part) > file.bytes()) {
                clear(part);
            }
        }
    }

    private static boolean isContent(int status) {
        return status == 200 || status == 206;
    }

    /** What reads a response: behind the part where it is the rest, into an empty one where it is the whole. */
    private BodySubscriber<Path> body(ResponseInfo response, Path part) {
        if (!isContent(response.statusCode())) {
            return BodySubscribers.replacing(part);
        }
        try {
            if (response.statusCode() == 200) {
                clear(part);
            }
            long begin = response.statusCode() == 206 ? begin(response.headers()) : 0;
            long end = begin + response.headers().firstValueAsLong("Content-Length").orElse(file.bytes() - begin);
            if (begin != Files.size(part) || end != file.bytes()) {
                throw new Fault("the server announces bytes " + begin + " to " + end + ", not " + Files.size(part) + " to "
                        + file.bytes());
            }
        } catch (IOException unwanted) {
            throw new UncheckedIOException(unwanted);
        }
        return BodySubscribers.ofFile(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static long begin(HttpHeaders headers) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (!range.matches()) {
            throw new Fault("the server sends part of a file without saying which");
        }
        return Long.parseLong(range.group(1));
    }

    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> exchange, Path part)
            throws IOException, InterruptedException {
        long seen = Files.size(part);
        long lastProgress = System.nanoTime();
        while (true) {
            try {
                return exchange.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (arrived(part) != seen) {
                    seen = arrived(part);
                    lastProgress = System.nanoTime();
                    listener.downloading(file, seen, file.bytes());
                } else if (System.nanoTime() - lastProgress > cache.patience().toNanos()) {
                    throw new Fault("nothing arrives for " + cache.patience().toMillis() / 1000.0 + " s");
                }
            } catch (ExecutionException failed) {
                Throwable why = failed.getCause() instanceof UncheckedIOException body ? body.getCause() : failed.getCause();
                throw why instanceof IOException known ? known : new IOException(why);
            }
        }
    }

    private long arrived(Path part) throws IOException {
        if (Files.size(part) > file.bytes()) {
            throw new Fault("the server sends more than the " + file.bytes() + " bytes of this file");
        }
        return Files.size(part);
    }
}
