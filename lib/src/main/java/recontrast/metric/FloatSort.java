package recontrast.metric;

import java.util.Arrays;

/** Ascending radix sort: millions of pixels in three linear passes, several times faster than comparing them. */
final class FloatSort {

    private static final int SMALL = 1 << 14; // below, comparing is faster
    private static final int DIGIT = 11; // bits; three digits hold a float
    private static final int BUCKETS = 1 << DIGIT;

    private FloatSort() { }

    /** Sorts in place; -0 comes before 0, NaN last, as in {@link Arrays#sort(float[])}. */
    static void sort(float[] values) {
        if (values.length < SMALL) {
            Arrays.sort(values);
            return;
        }
        int[] keys = new int[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(values[i]);
        }
        int[] other = new int[keys.length];
        scatter(keys, other, 0);
        scatter(other, keys, DIGIT);
        scatter(keys, other, 2 * DIGIT);
        for (int i = 0; i < other.length; i++) {
            int key = other[i];
            values[i] = Float.intBitsToFloat(key ^ (~key >> 31 | Integer.MIN_VALUE));
        }
    }

    /** Orders as the value does, read as an unsigned number. */
    static int key(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    /** Stable counting sort by the digit that starts at bit {@code shift}. */
    private static void scatter(int[] from, int[] to, int shift) {
        int[] next = new int[BUCKETS + 1];
        for (int key : from) {
            next[(key >>> shift & BUCKETS - 1) + 1]++;
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            next[bucket + 1] += next[bucket];
        }
        for (int key : from) {
            to[next[key >>> shift & BUCKETS - 1]++] = key;
        }
    }
}
