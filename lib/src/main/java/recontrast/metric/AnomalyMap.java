package recontrast.metric;

import java.util.Arrays;

/**
 * How anomalous each pixel of one square image is: larger means further from what the network reconstructs.
 *
 * @param side   pixels along each edge
 * @param values side * side finite values, row-major; kept, not copied
 */
public record AnomalyMap(int side, float[] values) {

    /** Refuses a map that is not square, is empty, or holds a value that no threshold could be compared with. */
    public AnomalyMap {
        if (side < 1 || values.length != side * side) {
            throw new IllegalArgumentException("expected a square anomaly map of side " + side + " (at least 1), "
                    + side * side + " values; found " + values.length);
        }
        for (int pixel = 0; pixel < values.length; pixel++) {
            if (!Float.isFinite(values[pixel])) {
                throw new IllegalArgumentException("expected finite values in the anomaly map; found "
                        + values[pixel] + " at row " + pixel / side + ", column " + pixel % side
                        + ": check whether training diverged");
            }
        }
    }

    /** The sum of two maps of one image, pixel by pixel; both of one side. */
    public AnomalyMap plus(AnomalyMap other) {
        float[] sum = values.clone();
        for (int pixel = 0; pixel < sum.length; pixel++) {
            sum[pixel] += other.values[pixel];
        }
        return new AnomalyMap(side, sum);
    }

    /** The largest value. */
    public double max() {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** The smallest value. */
    public double min() {
        float min = values[0];
        for (float value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    /** The mean of all values. */
    public double mean() {
        return mean(values, 0);
    }

    /** The mean of the largest hundredth of the values, their number rounded down but at least 1. */
    public double topPercentMean() {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return mean(sorted, sorted.length - Math.max(sorted.length / 100, 1));
    }

    private static double mean(float[] values, int from) {
        double sum = 0;
        for (int i = from; i < values.length; i++) {
            sum += values[i];
        }
        return sum / (values.length - from);
    }
}
