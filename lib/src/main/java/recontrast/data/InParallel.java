package recontrast.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work on a list by all processors that the calling thread can be interrupted in. */
final class InParallel {

    private InParallel() { }

    /**
     * What {@code work} makes of each item, in their order; the first failure, in that order, is thrown.
     *
     * @throws CancellationException where the calling thread is interrupted; its flag stays set
     */
    static <T, R> List<R> map(List<T> items, Function<T, R> work) {
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<R>> futures = items.stream().map(item -> workers.submit(() -> work.apply(item))).toList();
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(result(future, results.size(), items.size()));
            }
            return results;
        } finally {
            workers.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future, int done, int all) {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted after " + done + " of " + all + " images");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
