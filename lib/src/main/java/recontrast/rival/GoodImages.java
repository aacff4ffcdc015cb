package recontrast.rival;

import ai.djl.ndarray.NDManager;
import recontrast.model.Batch;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Good images to be looked at, as often as they are needed, a few at a time.
 *
 * @param train the set that they are of
 * @param indices theirs
 * @param manager parent of what is computed of a batch
 * @param cores taken in turns with other trainings
 */
record GoodImages(Batches train, int[] indices, NDManager manager, CoreTurns cores) {

    private static final int BATCH = 16;

    /** What is done with a batch. */
    @FunctionalInterface
    interface Look {

        /**
         * Looks at a batch.
         *
         * @param scratch owns what is computed of it
         * @param from place of its first image
         */
        void at(NDManager scratch, Batch batch, int from);
    }

    /** All of a set. */
    GoodImages(Batches train, NDManager manager, CoreTurns cores) {
        this(train, IntStream.range(0, train.images().count()).toArray(), manager, cores);
    }

    /** Those of these indices. */
    GoodImages some(int[] some) {
        return new GoodImages(train, some, manager, cores);
    }

    int count() {
        return indices.length;
    }

    /**
     * Shows one batch after another.
     *
     * @throws CancellationException if this thread is interrupted
     */
    void each(Look look) {
        each(look, this::pause);
    }

    /** The same to the end, whoever interrupts: for what an evaluation needs. */
    void eachToTheEnd(Look look) {
        each(look, cores::await);
    }

    private void each(Look look, Runnable before) {
        for (int from = 0; from < count(); from += BATCH) {
            before.run();
            try (NDManager scratch = manager.newSubManager()) {
                int[] batch = Arrays.copyOfRange(indices, from, Math.min(from + BATCH, count()));
                look.at(scratch, train.observe(scratch, batch), from);
            }
        }
    }

    /**
     * Lets others have the cores, if it is their turn.
     *
     * @throws CancellationException if this thread is interrupted
     */
    void pause() {
        cores.await();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while it was fitted to " + count() + " images");
        }
    }
}
