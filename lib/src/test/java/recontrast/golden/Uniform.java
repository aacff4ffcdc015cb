package recontrast.golden;

import java.nio.charset.StandardCharsets;

/** The named pseudo-random sequences that the inputs of all golden figures are made of: SplitMix64 seeded by FNV-1a. */
public final class Uniform {

    private Uniform() {
    }

    /** The first {@code n} values of the sequence called {@code name}, each in [-1, 1). */
    public static double[] of(String name, int n) {
        long seed = fnv1a(name);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (mix(seed + (i + 1) * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53 * 2 - 1;
        }
        return values;
    }

    static long fnv1a(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
