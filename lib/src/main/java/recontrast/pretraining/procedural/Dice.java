package recontrast.pretraining.procedural;

import java.util.SplittableRandom;

/** The random draws of one class or of one image, reproducible from its seed. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    double uniform(double low, double high) {
        return random.nextDouble(low, high);
    }

    /** Uniform in the logarithm: as many draws between 1 and 2 as between 2 and 4. */
    double logUniform(double low, double high) {
        return Math.exp(uniform(Math.log(low), Math.log(high)));
    }

    /** An integer from {@code low} to {@code high}, both included. */
    int integer(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    double normal() {
        return random.nextGaussian();
    }

    double angle() {
        return uniform(0, 2 * Math.PI);
    }

    /** The value changed by at most the given part of itself. */
    double vary(double value, double part) {
        return value * (1 + uniform(-part, part));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <E extends Enum<E>> E pick(Class<E> kind) {
        E[] all = kind.getEnumConstants();
        return all[random.nextInt(all.length)];
    }

    int seed() {
        return random.nextInt();
    }
}
