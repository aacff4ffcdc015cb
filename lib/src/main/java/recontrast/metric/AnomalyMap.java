package recontrast.metric;

import java.util.Arrays;

/**
 * How anomalous each pixel of one image is: larger means further from what the network reconstructs.
 *
 * @param height rows
 * @param width  columns
 * @param values height * width finite values, row-major; kept, not copied
 */
public record AnomalyMap(int height, int width, float[] values) {

    /** Refuses a map that is no rectangle, is empty, or holds a value that no threshold could be compared with. */
    public AnomalyMap {
        if (height < 1 || width < 1 || values.length != height * width) {
            throw new IllegalArgumentException("expected an anomaly map of height " + height + " and width " + width
                    + " (at least 1), " + height * width + " values; found " + values.length);
        }
        for (int pixel = 0; pixel < values.length; pixel++) {
            if (!Float.isFinite(values[pixel])) {
                throw new NonFiniteMapException(values[pixel], pixel / width, pixel % width);
            }
        }
    }

    /** The sum of two maps of one image, pixel by pixel; both of one size. */
    public AnomalyMap plus(AnomalyMap other) {
        float[] sum = values.clone();
        for (int pixel = 0; pixel < sum.length; pixel++) {
            sum[pixel] += other.values[pixel];
        }
        return new AnomalyMap(height, width, sum);
    }

    /** {@code 256}, or {@code 256x512}, height first, where it is no square. */
    public String size() {
        return height == width ? Integer.toString(height) : height + "x" + width;
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
