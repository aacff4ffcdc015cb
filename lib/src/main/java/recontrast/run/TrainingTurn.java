package recontrast.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** The right to train in this process, one run at a time: two would share its memory and processors, and each crawl. */
final class TrainingTurn implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2); // a step on the largest backbone, and its checkpoint
    private static final BlockingQueue<TrainingTurn> TAKEN = new ArrayBlockingQueue<>(1);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TrainingTurn::endWithTheProcess, "end of training"));
    }

    private final RunSpec spec;
    private final Thread thread = Thread.currentThread();
    private volatile boolean stepping = true;

    private TrainingTurn(RunSpec spec) {
        this.spec = spec;
    }

    /**
     * Takes it until it is closed; waits for a run that ends, such as that of a cell that was stopped.
     *
     * @param listener is told of the wait
     * @throws IllegalStateException if a run of another thread has it and goes on, or has not ended after two minutes
     * @throws CancellationException if this thread is interrupted while it waits; the interrupt flag stays set
     */
    static TrainingTurn take(RunSpec spec, RunListener listener) {
        TrainingTurn mine = new TrainingTurn(spec);
        if (!TAKEN.offer(mine) && !mine.followsOneThatEnds(listener)) {
            throw new IllegalStateException("expected to train " + spec + " alone in this process; found "
                    + TAKEN.stream().map(turn -> turn.spec.toString()).findFirst().orElse("another run")
                    + " training in another thread: wait for it, or interrupt it");
        }
        return mine;
    }

    /** The process, a notebook's kernel perhaps, is to end: the run that has the turn is saved first. */
    private static void endWithTheProcess() {
        TAKEN.stream().findFirst().ifPresent(turn -> {
            if (!turn.ends()) {
                turn.thread.interrupt();
            }
            try {
                TAKEN.offer(turn, PATIENCE.toMillis(), TimeUnit.MILLISECONDS); // in its place once it is closed
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean followsOneThatEnds(RunListener listener) {
        Optional<TrainingTurn> ending = TAKEN.stream().filter(TrainingTurn::ends).findFirst();
        ending.ifPresent(turn -> listener.waiting(turn.spec));
        try {
            return TAKEN.offer(this, ending.isPresent() ? PATIENCE.toMillis() : 0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting to train " + spec);
        }
    }

    private boolean ends() {
        return thread.isInterrupted() || !stepping;
    }

    /** No step is taken any more: what is left is to save the run and to say so. */
    void lastStepTaken() {
        stepping = false;
    }

    @Override
    public void close() {
        TAKEN.remove(this);
    }
}
