package recontrast.rival;

import ai.djl.ndarray.NDManager;
import recontrast.model.Batch;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.ObjIntConsumer;

/**
 * Good images that a detector learns of, to be looked at as often as they are needed, a few at a time.
 *
 * @param indices which of the set they are
 * @param seed of their order in a training, and of whatever else is drawn
 * @param manager parent of what is computed of a batch
 */
record GoodImages(Batches train, int[] indices, long seed, NDManager manager, CoreTurns cores) {

    private static final int BATCH = 16;

    /** Those of these indices. */
    GoodImages some(int[] some) {
        return new GoodImages(train, some, seed, manager, cores);
    }

    int count() {
        return indices.length;
    }

    /** These, where they are enough. */
    GoodImages atLeast(int least, String what) {
        if (count() < least) {
            throw new IllegalArgumentException(
                    "expected at least %d good images for %s; found %d: add some".formatted(least, what, count()));
        }
        return this;
    }

    /** Shows one batch after another, with its first image's place; an interrupt is a {@link CancellationException}. */
    void each(ObjIntConsumer<Batch> look) {
        each(look, this::pause);
    }

    /** The same to the end, whoever interrupts: for what an evaluation needs. */
    void eachToTheEnd(ObjIntConsumer<Batch> look) {
        each(look, cores::await);
    }

    private void each(ObjIntConsumer<Batch> look, Runnable before) {
        for (int from = 0; from < count(); from += BATCH) {
            before.run();
            try (NDManager scratch = manager.newSubManager()) {
                int[] batch = Arrays.copyOfRange(indices, from, Math.min(from + BATCH, count()));
                look.accept(train.observe(scratch, batch), from);
            }
        }
    }

    /** Lets others have the cores, if it is their turn; an interrupt is a {@link CancellationException}. */
    void pause() {
        cores.await();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while it was fitted to " + count() + " images");
        }
    }
}
