package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What a step draws at random. It follows from seed and iteration alone, so that a training that goes on later draws
 * what it would have drawn.
 *
 * @param random numbers themselves
 * @param owner of the tensors drawn
 */
record Draws(SplittableRandom random, NDManager owner) {

    private static final Object GENERATOR = new Object(); // the engine has one

    Draws(long seed, int iteration, NDManager owner) {
        this(new SplittableRandom(new SplittableRandom(seed).nextLong() + iteration), owner);
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
        return owner.create(Arrays.copyOf(order(of, random), Math.min(count, of)));
    }

    /** The numbers from 0 on, so many, in any order. */
    static int[] order(int count, RandomGenerator random) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) { // Fisher and Yates, inside out
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }

    /** The same as a list is shuffled. */
    static int[] shuffled(int count, Random random) {
        List<Integer> numbers = Arrays.asList(IntStream.range(0, count).boxed().toArray(Integer[]::new));
        Collections.shuffle(numbers, random);
        return numbers.stream().mapToInt(number -> number).toArray();
    }

    /** Numbers as a parameter holds them. */
    static float[] floats(int... numbers) {
        float[] floats = new float[numbers.length];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = numbers[i]);
        return floats;
    }
}
