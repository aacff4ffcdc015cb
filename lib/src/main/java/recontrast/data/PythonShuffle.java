package recontrast.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.hipparchus.random.MersenneTwister;
import org.hipparchus.random.RandomGenerator;

/** Shuffles as Python and NumPy draw them, so that a split which published code drew can be drawn again. */
final class PythonShuffle {

    private PythonShuffle() { }

    /** The items in the order that {@code random.seed(seed); random.shuffle(items)} gives, for a seed of at least 0. */
    static <T> List<T> byRandom(List<T> items, int seed) {
        RandomGenerator bits = new MersenneTwister(new int[] {seed});
        return shuffled(items, greatest -> bits.nextInt() >>> Integer.numberOfLeadingZeros(greatest + 1));
    }

    /** That of {@code numpy.random.RandomState(seed).permutation(items)}, for a seed of at least 0. */
    static <T> List<T> byNumpy(List<T> items, int seed) {
        RandomGenerator bits = new MersenneTwister(seed);
        return shuffled(items, greatest -> bits.nextInt() & -1 >>> Integer.numberOfLeadingZeros(greatest));
    }

    /** @param draws as many bits as the greatest place, or one more, has; drawn again while they are beyond it */
    private static <T> List<T> shuffled(List<T> items, IntUnaryOperator draws) {
        List<T> shuffled = new ArrayList<>(items);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            int drawn = draws.applyAsInt(last);
            while (drawn > last) {
                drawn = draws.applyAsInt(last);
            }
            Collections.swap(shuffled, last, drawn);
        }
        return shuffled;
    }
}
