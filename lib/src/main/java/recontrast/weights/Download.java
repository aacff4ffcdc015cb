package recontrast.weights;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Brings a file over HTTP into a {@link PartFile}, going on where an earlier attempt stopped.
 *
 * @param patience how long nothing may arrive
 */
record Download(HttpClient client, URI source, Duration patience) {

    private static final int ATTEMPTS = 5; // in a row, as long as each brings something
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A client that follows redirects, but never from https to http. */
    static Download of(URI source, Duration patience) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        return new Download(client, source, patience);
    }

    /**
     * Completes the part.
     *
     * @param progress is told how many bytes are there
     * @throws IOException if it cannot be completed; what has arrived stays
     * @throws CancellationException if this thread is interrupted
     */
    void complete(PartFile part, LongConsumer progress) throws IOException {
        for (int attempt = 1; !part.isWhole(); attempt++) {
            long before = part.size();
            try {
                transfer(part, progress);
            } catch (IOException failure) {
                boolean refused = failure instanceof DownloadException known && !known.isCut();
                if (refused || attempt == ATTEMPTS || part.size() <= before) {
                    throw failure;
                }
            }
        }
    }

    private void transfer(PartFile part, LongConsumer progress) throws IOException {
        long before = part.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(source).header("User-Agent", "recontrast");
        if (before > 0) {
            request.header("Range", "bytes=" + before + "-");
        }
        PartBody body = new PartBody(part);
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request.build(), body::of);
        try {
            HttpResponse<Void> response = await(exchange, body, progress);
            if (response.statusCode() == 416 && before > 0) {
                part.clear(); // longer than what the server has: another file's
            } else if (response.statusCode() / 100 != 2) {
                throw status(response);
            } else if (!part.isWhole()) {
                throw DownloadException.cut("the server stops after " + part.size() + " of " + part.whole() + " bytes");
            }
        } finally {
            exchange.cancel(true);
            body.end(new CancellationException());
        }
    }

    private static IOException status(HttpResponse<?> response) {
        String moved = response.headers().firstValue("Location")
                .map(place -> ", a redirect to " + place + " that is not followed")
                .orElse("");
        return DownloadException.refused("the server answers with status " + response.statusCode() + moved);
    }

    private HttpResponse<Void> await(
            CompletableFuture<HttpResponse<Void>> exchange, PartBody body, LongConsumer progress) throws IOException {
        long seen = body.size();
        long lastProgress = System.nanoTime();
        while (true) {
            try {
                return exchange.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (body.size() != seen) {
                    seen = body.size();
                    lastProgress = System.nanoTime();
                    progress.accept(seen);
                } else if (System.nanoTime() - lastProgress > patience.toNanos()) {
                    throw DownloadException.cut("nothing arrives for " + patience.toMillis() / 1000.0 + " s");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while downloading " + source);
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed.getCause());
            }
        }
    }
}
