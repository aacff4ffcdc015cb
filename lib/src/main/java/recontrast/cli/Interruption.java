package recontrast.cli;

import recontrast.RunResult;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a thread's work in good order: it interrupts the thread, and the JVM waits until this is closed.
 *
 * <p>The exit code of a JVM that ends so is 130, whatever the thread goes on to do.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120; // a step on the largest backbone, and its checkpoint

    private final CountDownLatch closed = new CountDownLatch(1);
    private final PrintWriter err;
    private final Thread hook;

    private Interruption(Thread worker, PrintWriter err) {
        this.err = err;
        this.hook = new Thread(() -> stop(worker), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
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

    /** @param err is told that the thread is being waited for */
    static Interruption ofThisThread(PrintWriter err) {
        return new Interruption(Thread.currentThread(), err);
    }

    private void stop(Thread worker) {
        err.println(OneLineErrors.START + "stopping after this step, then saving");
        worker.interrupt();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // the hook is what waits for this
        }
    }
}
