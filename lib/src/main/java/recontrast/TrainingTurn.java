package recontrast;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The right to train in this process, one run at a time: two would share its memory and processors, and each crawl. */
final class TrainingTurn implements AutoCloseable {

    private static final BlockingQueue<RunSpec> TRAINING = new ArrayBlockingQueue<>(1);

    private TrainingTurn() { }

    /**
     * Takes it until it is closed.
     *
     * @throws IllegalStateException if another thread, a cell perhaps, has it
     */
    static TrainingTurn take(RunSpec spec) {
        if (!TRAINING.offer(spec)) {
            throw new IllegalStateException("expected to train " + spec + " alone in this process; found "
                    + TRAINING.stream().map(RunSpec::toString).findFirst().orElse("another run")
                    + " training in another thread: wait for it, or interrupt it");
        }
        return new TrainingTurn();
    }

    @Override
    public void close() {
        TRAINING.clear();
    }
}
