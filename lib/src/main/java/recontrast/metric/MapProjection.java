package recontrast.metric;

import org.apiguardian.api.API;

/**
 * Upsampling and smoothing of a distance map as one matrix: both are linear and separable, so the h x w map D of one
 * feature level becomes V D W^T of the image's size, V and W each a Gaussian times bilinear upsampling of one edge.
 */
@API(status = API.Status.EXPERIMENTAL)
public final class MapProjection {

    /** Where the corner points of a distance map lie on the anomaly map. */
    public enum Corners {

        /** On its corner pixels (align_corners = true): ReContrast. */
        ALIGNED {
            @Override
            double position(int pixel, int featureSide, int mapSide) {
                return mapSide == 1 ? 0 : (double) pixel * (featureSide - 1) / (mapSide - 1);
            }
        },

        /** In the middle of the pixels that they stand for (align_corners = false): most other methods. */
        APART {
            @Override
            double position(int pixel, int featureSide, int mapSide) {
                double position = (pixel + 0.5) * featureSide / mapSide - 0.5;
                return Math.min(Math.max(position, 0), featureSide - 1);
            }
        };

        /** The point, or the place between two, that a pixel takes its value from. */
        abstract double position(int pixel, int featureSide, int mapSide);
    }

    private MapProjection() { }

    /**
     * W of shape (mapSide, featureSide), row-major, computed in double precision.
     *
     * @param featureSide points along an edge of the distance map
     * @param mapSide     pixels along an edge of the anomaly map
     */
    public static float[] matrix(int featureSide, int mapSide, Smoothing smoothing, Corners corners) {
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
                        .ifPresent(source -> interpolate(
                                corners.position(source, featureSide, mapSide), tap, row));
            }
            for (int point = 0; point < featureSide; point++) {
                matrix[pixel * featureSide + point] = (float) row[point];
            }
        }
        return matrix;
    }

    /** Adds {@code weight} to the two points around a position. */
    private static void interpolate(double position, double weight, double[] row) {
        int before = (int) position;
        double fraction = position - before;
        row[before] += weight * (1 - fraction);
        row[Math.min(before + 1, row.length - 1)] += weight * fraction;
    }
}
