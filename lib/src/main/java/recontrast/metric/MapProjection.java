package recontrast.metric;

/**
 * Upsampling and smoothing of a distance map as one matrix: both are linear and separable, so the h x h map D of one
 * feature level becomes W D W^T of the image's size, with W = Gaussian * bilinear upsampling.
 */
public final class MapProjection {

    private MapProjection() {
    }

    /**
     * W with SciPy's Gaussian, mirrored at the border; see {@link #matrix(int, int, Smoothing)}.
     *
     * @param sigma standard deviation in pixels of the map; 0 upsamples only
     */
    public static float[] matrix(int featureSide, int mapSide, double sigma) {
        return matrix(featureSide, mapSide, Smoothing.mirrored(sigma));
    }

    /**
     * W of shape (mapSide, featureSide), row-major, computed in double precision.
     *
     * @param featureSide points along an edge of the distance map
     * @param mapSide     pixels along an edge of the anomaly map
     */
    public static float[] matrix(int featureSide, int mapSide, Smoothing smoothing) {
        if (featureSide < 1 || mapSide < 1) {
            throw new IllegalArgumentException(
                    "expected sides of at least 1; found " + featureSide + " points, " + mapSide + " pixels");
        }
        double[] taps = smoothing.taps();
        float[] matrix = new float[mapSide * featureSide];
        for (int pixel = 0; pixel < mapSide; pixel++) {
            double[] row = new double[featureSide];
            for (int i = 0; i < taps.length; i++) {
                double tap = taps[i];
                smoothing.border().source(pixel + i - smoothing.radius(), mapSide)
                        .ifPresent(source -> interpolate(source, mapSide, tap, row));
            }
            for (int point = 0; point < featureSide; point++) {
                matrix[pixel * featureSide + point] = (float) row[point];
            }
        }
        return matrix;
    }

    /** Adds {@code weight} to the two points around a pixel; corners align with corners (align_corners = true). */
    private static void interpolate(int pixel, int mapSide, double weight, double[] row) {
        double position = mapSide == 1 ? 0 : (double) pixel * (row.length - 1) / (mapSide - 1);
        int before = (int) position;
        double fraction = position - before;
        row[before] += weight * (1 - fraction);
        row[Math.min(before + 1, row.length - 1)] += weight * fraction;
    }
}
