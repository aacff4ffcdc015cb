package recontrast.metric;

import java.util.OptionalInt;

/**
 * A Gaussian filter of an anomaly map: normalised taps at -radius..radius, applied along rows, then columns.
 *
 * @param sigma  standard deviation in pixels; 0 leaves the map as it is
 * @param radius taps on either side of the centre
 * @param border what the filter reads beyond the edge
 */
public record Smoothing(double sigma, int radius, Border border) {

    /** The filter of all of the paper's settings but the unified one: sigma 4, radius 16. */
    public static final Smoothing STANDARD = mirrored(4);

    /** The filter of the unified multi-class setting: 5 x 5 taps of sigma 4, zeros beyond the edge. */
    public static final Smoothing UNIFIED = new Smoothing(4, 2, Border.ZERO);

    /** What lies beyond the edge of a map. */
    public enum Border {

        /** The map mirrored with its edge pixel repeated (c b a | a b c | c b a), as often as the radius needs. */
        MIRRORED {
            @Override
            OptionalInt source(int index, int side) {
                int period = Math.floorMod(index, 2 * side);
                return OptionalInt.of(period < side ? period : 2 * side - 1 - period);
            }
        },

        /** Zeros. */
        ZERO {
            @Override
            OptionalInt source(int index, int side) {
                return index >= 0 && index < side ? OptionalInt.of(index) : OptionalInt.empty();
            }
        };

        /** The pixel read at {@code index}, which may lie outside 0..side-1; empty where zero is read. */
        abstract OptionalInt source(int index, int side);
    }

    /** Refuses a filter without width that has taps to weigh. */
    public Smoothing {
        if (!(sigma >= 0) || radius < 0 || sigma == 0 && radius > 0) {
            throw new IllegalArgumentException("expected sigma >= 0 and radius >= 0, both 0 for no smoothing; "
                    + "found sigma " + sigma + ", radius " + radius);
        }
    }

    /** SciPy's {@code gaussian_filter} with its defaults: cut at 4 sigma, borders mirrored. */
    public static Smoothing mirrored(double sigma) {
        return new Smoothing(sigma, (int) (4 * sigma + 0.5), Border.MIRRORED);
    }

    /** The 2 * radius + 1 weights, summing to 1. */
    double[] taps() {
        double[] taps = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            double distance = i - radius;
            taps[i] = radius == 0 ? 1 : Math.exp(-0.5 * distance * distance / (sigma * sigma));
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= sum;
        }
        return taps;
    }
}
