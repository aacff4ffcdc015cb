package recontrast.training;

import java.nio.file.Path;

/** A detector in training, over so many iterations as its plan has. */
public interface Training extends AutoCloseable {

    /**
     * Trains from one iteration to another, or until this thread is interrupted; the interrupt is then consumed.
     *
     * @return the iteration reached
     * @throws NonFiniteLossException if a loss is infinite or no number; the step that gave it is not told
     */
    int advance(int from, int to, TrainingListener listener);

    /** Writes the model with what is needed to go on from here. */
    void save(Path state);

    /**
     * Takes up what {@link #save} wrote after so many iterations.
     *
     * @throws IllegalArgumentException if it is of another model
     */
    void resume(Path state, int iterations);

    @Override
    void close();
}
