package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What a step draws at random. It follows from seed and iteration alone, so that a training that goes on later draws
 * what it would have drawn.
 */
final class Draws {

    private static final Object GENERATOR = new Object(); // the engine has one

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
        return seeded(() -> owner.randomNormal(shape));
    }

    /** Independent numbers from 0 to 1. */
    NDArray uniform(Shape shape) {
        return seeded(() -> owner.randomUniform(0, 1, shape));
    }

    /** By the engine's own generator, which fills a tensor many times as fast, on a GPU too. */
    private NDArray seeded(Supplier<NDArray> draw) {
        synchronized (GENERATOR) {
            owner.getEngine().setRandomSeed(random.nextInt());
            return draw.get();
        }
    }

    /** So many of the numbers from 0 to {@code of} - 1, none twice, in any order; all of them where they are too few. */
    NDArray some(int count, int of) {
        long[] numbers = new long[of];
        for (int i = 0; i < of; i++) { // Fisher and Yates, inside out
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return owner.create(Arrays.copyOf(numbers, Math.min(count, of)));
    }
}
