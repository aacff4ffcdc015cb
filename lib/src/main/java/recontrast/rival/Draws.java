package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * What a step draws at random. It follows from seed and iteration alone, so that a training that goes on later draws
 * what it would have drawn.
 */
final class Draws {

    private final SplittableRandom random;
    private final NDManager owner;

    /** @param owner of the tensors drawn */
    Draws(long seed, int iteration, NDManager owner) {
        this.random = new SplittableRandom(new SplittableRandom(seed).nextLong() + iteration);
        this.owner = owner;
    }

    /** Numbers themselves. */
    SplittableRandom random() {
        return random;
    }

    /** Numbers made of those, in the engine's own memory: a buffer of the JVM is let go of before a gradient has read it. */
    NDArray tensor(float[] values, Shape shape) {
        try (NDArray made = owner.create(values, shape)) {
            return made.duplicate();
        }
    }

    /** Independent standard normal numbers. */
    NDArray normal(Shape shape) {
        return tensor(shape, random::nextGaussian);
    }

    /** Independent numbers from 0 to 1. */
    NDArray uniform(Shape shape) {
        return tensor(shape, random::nextDouble);
    }

    /** In the engine's own memory: a buffer of the JVM is let go of before a gradient has read it. */
    private NDArray tensor(Shape shape, DoubleSupplier next) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
        try (NDArray drawn = owner.create(values, shape)) {
            return drawn.duplicate();
        }
    }
}
