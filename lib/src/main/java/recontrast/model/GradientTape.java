package recontrast.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

import java.util.concurrent.locks.ReentrantLock;

/** Records what is computed, to go back over it; the engine has one for a process, so another thread waits for it. */
public final class GradientTape implements AutoCloseable {

    private static final ReentrantLock ONLY = new ReentrantLock();

    private final GradientCollector collector;

    private GradientTape(GradientCollector collector) {
        this.collector = collector;
    }

    /** Starts recording, until the tape is closed. */
    public static GradientTape start() {
        ONLY.lock();
        try {
            return new GradientTape(Engine.getEngine("PyTorch").newGradientCollector());
        } catch (RuntimeException refused) {
            ONLY.unlock();
            throw refused;
        }
    }

    /** Leaves the gradient of a scalar in every tracked tensor that it depends on. */
    public void backward(NDArray loss) {
        collector.backward(loss);
    }

    @Override
    public void close() {
        try {
            collector.close();
        } finally {
            ONLY.unlock();
        }
    }
}
