package recontrast.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.random.MersenneTwister;
import org.hipparchus.random.RandomGenerator;

/** Python's {@code random.shuffle}, so that a split which published code drew can be drawn again. */
final class PythonShuffle {

    private PythonShuffle() { }

    /** The items in the order that {@code random.seed(seed); random.shuffle(items)} gives, for a seed of at least 0. */
    static <T> List<T> of(List<T> items, int seed) {
        RandomGenerator bits = new MersenneTwister(new int[] {seed});
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, below(i + 1, bits));
        }
        return shuffled;
    }

    /** As many of the upper bits as the bound has, drawn again while they are not below it. */
    private static int below(int bound, RandomGenerator bits) {
        int unused = Integer.numberOfLeadingZeros(bound);
        int drawn = bits.nextInt() >>> unused;
        while (drawn >= bound) {
            drawn = bits.nextInt() >>> unused;
        }
        return drawn;
    }
}
