package recontrast.rival;

import recontrast.model.Parameters;
import recontrast.training.Checkpoint;
import recontrast.training.Training;
import recontrast.training.TrainingListener;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/**
 * The training of a detector that is fitted in one pass over the good images: one iteration, of no loss.
 *
 * @param parameters what is fitted
 * @param fit fits them; a {@link CancellationException} ends it where this thread is interrupted
 */
record OnePass(Parameters parameters, Runnable fit) implements Training {

    @Override
    public int advance(int from, int to, TrainingListener listener) {
        try {
            fit.run();
            return to;
        } catch (CancellationException interrupted) {
            Thread.interrupted();
            return from;
        }
    }

    @Override
    public void save(Path state) {
        Checkpoint.save(parameters, state);
    }

    @Override
    public void resume(Path state, int iterations) {
        Checkpoint.load(parameters, state);
    }

    @Override
    public void close() { }
}
