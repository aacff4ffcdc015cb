package recontrast.data.embedded;

/**
 * A stream of random numbers that is the same on every machine and every Java version.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
final class Chance {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    Chance(long seed) {
        this.origin = seed;
        this.state = seed;
    }

    /** An independent stream for one purpose; neither stream depends on how much was drawn from the other. */
    Chance fork(String purpose) {
        return new Chance(mix(origin ^ mix(purpose.hashCode() + GOLDEN_GAMMA)));
    }

    /** The next number of [low, high). */
    double between(double low, double high) {
        return low + (high - low) * (bits() >>> 11) * 0x1p-53;
    }

    /** The next whole number of [low, high). */
    int whole(int low, int high) {
        return (int) Math.floor(between(low, high));
    }

    /** The next number around a mean, bell-shaped, at most three spreads away. */
    double around(double mean, double spread) {
        return mean + spread * (between(-1, 1) + between(-1, 1) + between(-1, 1));
    }

    boolean happens(double probability) {
        return between(0, 1) < probability;
    }

    /** Either -1 or 1. */
    double sign() {
        return happens(0.5) ? 1 : -1;
    }

    /** The next field of value noise. */
    Noise noise() {
        return new Noise(bits());
    }

    /** The next 64 random bits. */
    long bits() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
