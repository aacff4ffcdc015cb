package recontrast.metric;

import java.util.Arrays;

/**
 * The distinct values among scores, in ascending order, and the place of any score among them: {@code 2 i} below level
 * {@code i} and above the one before, {@code 2 i + 1} at level {@code i}, twice their number above all.
 *
 * <p>The upper bits of a score lead to the few levels that share them, so that millions of scores find their places
 * without being sorted.
 */
final class Levels {

    private static final int DIGIT = 18;

    private final float[] levels;
    private final int[] counts;
    private final int lowest; // key of the first level
    private final int shift; // by how many bits a key is longer than a bucket's number
    private final int[] first; // of each bucket's levels

    /**
     * Finds the levels of {@code scores}, which are finite and at least one; zeros of either sign are one level.
     *
     * @param scores sorted in place
     */
    Levels(float[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += 0f; // -0 becomes 0
        }
        FloatSort.sort(scores);
        int size = 0;
        int[] counted = new int[scores.length];
        for (float score : scores) {
            if (size == 0 || score != scores[size - 1]) {
                scores[size++] = score;
            }
            counted[size - 1]++;
        }
        levels = Arrays.copyOf(scores, size);
        counts = Arrays.copyOf(counted, size);
        lowest = FloatSort.key(levels[0]);
        int span = FloatSort.key(levels[size - 1]) - lowest;
        shift = Math.max(Integer.SIZE - Integer.numberOfLeadingZeros(span) - DIGIT, 0);
        first = new int[(span >>> shift) + 2];
        for (float level : levels) {
            first[bucket(level) + 1]++;
        }
        for (int bucket = 1; bucket < first.length; bucket++) {
            first[bucket] += first[bucket - 1];
        }
    }

    /** How many there are. */
    int size() {
        return levels.length;
    }

    /** The value of a level, 0 being the lowest. */
    float level(int index) {
        return levels[index];
    }

    /** How many of the scores have the value of a level. */
    int count(int index) {
        return counts[index];
    }

    /** Where a finite score lies, 0 to twice {@link #size}. */
    int place(float score) {
        if (score < levels[0]) {
            return 0;
        }
        if (score > levels[levels.length - 1]) {
            return 2 * levels.length;
        }
        int bucket = bucket(score + 0f);
        int low = first[bucket];
        int high = first[bucket + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (levels[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return levels[low] == score ? 2 * low + 1 : 2 * low;
    }

    private int bucket(float score) {
        return FloatSort.key(score) - lowest >>> shift;
    }
}
