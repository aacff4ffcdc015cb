package recontrast.bench;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * How long something took, over several runs.
 *
 * @param runs that were counted
 * @param median in milliseconds
 * @param fastest in milliseconds
 * @param slowest in milliseconds
 */
public record Timing(int runs, double median, double fastest, double slowest) {

    private static final double NANOS = 1e6; // a millisecond

    /** The spread of these durations in nanoseconds, at least one. */
    static Timing ofNanos(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return new Timing(sorted.length, median / NANOS, sorted[0] / NANOS, sorted[sorted.length - 1] / NANOS);
    }

    /** Runs a task, first {@code warmUp} times uncounted. */
    static Timing measured(int warmUp, int runs, Runnable task) {
        return reported(warmUp, runs, () -> nanos(task));
    }

    /** How long one run of a task takes, in nanoseconds. */
    static long nanos(Runnable task) {
        long started = System.nanoTime();
        task.run();
        return System.nanoTime() - started;
    }

    /** The same for a task that tells its own duration in nanoseconds. */
    static Timing reported(int warmUp, int runs, LongSupplier task) {
        for (int i = 0; i < warmUp; i++) {
            task.getAsLong();
        }
        return ofNanos(LongStream.generate(task).limit(runs).toArray());
    }

    /** The same work divided by its parts: the time an image, a batch, ... took. */
    Timing over(int parts) {
        return new Timing(runs, median / parts, fastest / parts, slowest / parts);
    }

    /** So many of it, one after another. */
    Timing times(int parts) {
        return new Timing(runs, median * parts, fastest * parts, slowest * parts);
    }
}
