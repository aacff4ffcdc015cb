package recontrast.weights;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Writes one response to disk as it arrives; the first failure ends it, and nothing is written after its end. */
final class PartBody implements BodySubscriber<Void> {

    private final PartFile part;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private volatile long size;

    PartBody(PartFile part) throws IOException {
        this.part = part;
        this.size = part.size();
    }

    /** Bytes that are in the part now. */
    long size() {
        return size;
    }

    /** What reads a response: this, if it is the file or the rest of it. */
    BodySubscriber<Void> of(ResponseInfo response) {
        if (response.statusCode() != 200 && response.statusCode() != 206) {
            return BodySubscribers.discarding();
        }
        try {
            part.expect(response.statusCode(), response.headers());
        } catch (IOException unwanted) {
            end(unwanted);
        }
        return this;
    }

    synchronized void end(Throwable reason) {
        written.completeExceptionally(reason);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return written;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (written.isDone()) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : written.isDone() ? List.<ByteBuffer>of() : buffers) {
                part.append(buffer);
                size = part.size();
            }
        } catch (IOException failure) {
            end(failure);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    @Override
    public synchronized void onComplete() {
        written.complete(null);
    }
}
