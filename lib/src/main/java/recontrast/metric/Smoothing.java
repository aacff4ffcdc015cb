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

    /** None: a map stays as it is. */
    public static final Smoothing NONE = mirrored(0);

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

    /** The mean of a square of pixels, zeros beyond the edge: a Gaussian without end, cut; {@code side} is odd. */
    public static Smoothing mean(int side) {
        return new Smoothing(Double.POSITIVE_INFINITY, side / 2, Border.ZERO);
    }

    /** A map of any size, filtered; {@link MapProjection} does it where a map is brought to its size. */
    public AnomalyMap of(AnomalyMap map) {
        float[] rows = along(map.values(), map.height(), map.width(), 1);
        return new AnomalyMap(map.height(), map.width(), along(rows, 1, map.height(), map.width()));
    }

    /** Of (outer, length, inner), filtered along the middle axis. */
    private float[] along(float[] values, int outer, int length, int inner) {
        double[] taps = taps();
        float[] filtered = new float[values.length];
        for (int row = 0; row < outer * length; row++) {
            int to = row * inner;
            for (int i = 0; i < taps.length; i++) {
                float tap = (float) taps[i];
                OptionalInt source = border.source(row % length + i - radius, length);
                if (source.isPresent()) {
                    int from = (row - row % length + source.getAsInt()) * inner;
                    for (int k = 0; k < inner; k++) {
                        filtered[to + k] += tap * values[from + k];
                    }
                }
            }
        }
        return filtered;
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
