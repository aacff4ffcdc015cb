package recontrast.model;

import org.apiguardian.api.API;

import java.util.Locale;

/**
 * Which convolutions a processor computes as products of matrices. The engine has one library for products and another
 * for convolutions. The latter rearranges all filters in every step, which takes longest where few points share many
 * filters; the former does not use every processor's widest instructions. The values are the same but for rounding.
 */
@API(status = API.Status.STABLE)
public enum Products {
    /** Where a product multiplies as fast as a convolution: of windows in deep stages, of points everywhere. */
    MANY {
        @Override
        boolean ofWindows(long points, long filters, int stride) {
            return 2 * points <= filters;
        }

        @Override
        boolean ofPoints(long points) {
            return true;
        }
    },
    /** Where it is slower: only where the rearrangement would take longer yet. */
    FEW {
        @Override
        boolean ofWindows(long points, long filters, int stride) {
            return points <= FEW_WINDOWS * stride;
        }

        @Override
        boolean ofPoints(long points) {
            return points <= FEW_POINTS;
        }
    };

    private static final int FEW_WINDOWS = 64; // at every point; at every other one convolutions are slower still
    private static final int FEW_POINTS = 256;

    /** Whether a convolution with so many filters is one of its windows, one at each of so many points of a batch. */
    abstract boolean ofWindows(long points, long filters, int stride);

    /** Whether one that sees single points is one of these. */
    abstract boolean ofPoints(long points);

    /** {@code many}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
