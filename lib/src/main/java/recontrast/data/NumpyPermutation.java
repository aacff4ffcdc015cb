package recontrast.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.random.MersenneTwister;
import org.hipparchus.random.RandomGenerator;

/** NumPy's {@code RandomState.permutation}, so that a split which published code drew can be drawn again. */
final class NumpyPermutation {

    private NumpyPermutation() { }

    /** The items in the order that {@code RandomState(seed).permutation(items)} gives, for a seed of at least 0. */
    static <T> List<T> of(List<T> items, int seed) {
        RandomGenerator bits = new MersenneTwister(seed);
        List<T> permuted = new ArrayList<>(items);
        for (int i = permuted.size() - 1; i > 0; i--) {
            Collections.swap(permuted, i, upTo(i, bits));
        }
        return permuted;
    }

    /** As many of the lower bits as the greatest has, drawn again while they are greater. */
    private static int upTo(int greatest, RandomGenerator bits) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(greatest);
        int drawn = bits.nextInt() & mask;
        while (drawn > greatest) {
            drawn = bits.nextInt() & mask;
        }
        return drawn;
    }
}
