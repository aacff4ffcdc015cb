package recontrast.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import recontrast.run.RunResult;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** What every command has: where it prints, what it was given, and an end in good order where it is interrupted. */
abstract class Subcommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 120; // a step on the largest backbone, and its checkpoint

    @Spec
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Says so in a line on standard error. */
    void remark(String line) {
        err().println(OneLineErrors.START + line);
    }

    ParseResult given() {
        return spec.commandLine().getParseResult();
    }

    /**
     * Work on this thread that Ctrl-C ends in good order: it interrupts the thread, and the JVM waits until everything is
     * saved and said. The exit code of a JVM that ends so is 130, whatever the thread goes on to do.
     */
    int interruptibly(IntSupplier work) {
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = Thread.currentThread();
        Thread hook = new Thread(() -> stop(worker, done), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private void stop(Thread worker, CountDownLatch done) {
        remark("stopping after this step, then saving");
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
    int interrupted(List<RunResult> begun, int asked) {
        String place = begun.stream().filter(run -> !run.finished()).findFirst()
                .map(stopped -> ", %s at iteration %d of %d".formatted(
                        stopped.spec(), stopped.history().iterations(), stopped.spec().plan().iterations()))
                .orElse("");
        return interrupted("interrupted with " + begun.stream().filter(RunResult::finished).count() + " of " + asked
                + " runs finished" + place + ": the same command goes on from there");
    }

    /** Says so; the exit code. */
    int interrupted(String line) {
        remark(line);
        return Main.INTERRUPTED;
    }
}
