package recontrast.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One figure at each point of a feature map.
 *
 * @param height rows
 * @param width columns
 * @param values row-major
 */
public record PointMap(int height, int width, float[] values) {

    /** A map for each image of a batch, (B, H, W) of any number type. */
    static List<PointMap> each(NDArray batch) {
        int height = (int) batch.getShape().get(1);
        int width = (int) batch.getShape().get(2);
        int points = height * width;
        try (NDArray numbers = batch.toType(DataType.FLOAT32, true)) {
            float[] values = numbers.toFloatArray();
            return IntStream.range(0, (int) batch.getShape().get(0))
                    .mapToObj(image -> new PointMap(
                            height, width, Arrays.copyOfRange(values, image * points, (image + 1) * points)))
                    .toList();
        }
    }

    /** The fraction of the points that are exactly 0. */
    public double fractionOfZeros() {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros / (double) values.length;
    }
}
