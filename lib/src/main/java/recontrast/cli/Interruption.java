package recontrast.cli;

import recontrast.run.RunResult;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Lets Ctrl-C end a thread's work in good order: it interrupts the thread, and the JVM waits until the work is done.
 *
 * <p>The exit code of a JVM that ends so is 130, whatever the thread goes on to do.
 */
final class Interruption {

    private static final long PATIENCE_SECONDS = 120; // a step on the largest backbone, and its checkpoint

    private Interruption() { }

    /**
     * Does work on this thread.
     *
     * @param err is told that the thread is being waited for
     */
    static int during(IntSupplier work, PrintWriter err) {
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = Thread.currentThread();
        Thread hook = new Thread(() -> stop(worker, done, err), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void stop(Thread worker, CountDownLatch done, PrintWriter err) {
        err.println(OneLineErrors.START + "stopping after this step, then saving");
        worker.interrupt();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the hook is what waited for the work
        }
    }

    /** How far a command came with so many runs that was interrupted while training them, and how to go on. */
    static String line(List<RunResult> begun, int asked) {
        String place = begun.stream().filter(run -> !run.finished()).findFirst()
                .map(stopped -> ", %s at iteration %d of %d".formatted(
                        stopped.spec(), stopped.history().iterations(), stopped.spec().plan().iterations()))
                .orElse("");
        return "interrupted with " + begun.stream().filter(RunResult::finished).count() + " of " + asked
                + " runs finished" + place + ": the same command goes on from there";
    }
}
