package recontrast.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.correlation.Covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The three directions in which l2-normalised features differ most, over several feature maps at once, so that equal
 * colours mean equal features in all of them.
 */
public final class PrincipalComponents {

    private static final int KEPT = 3;

    private PrincipalComponents() { }

    /**
     * Projects features.
     *
     * @param maps of one width: a row a point, its C channels
     * @return for each map a row a point, three components, largest first
     */
    public static List<double[][]> of(List<double[][]> maps) {
        double[][] points = maps.stream().flatMap(Arrays::stream).map(PrincipalComponents::direction)
                .toArray(double[][]::new);
        RealMatrix axes = axes(new Covariance(points).getCovarianceMatrix());
        double[][] projected = MatrixUtils.createRealMatrix(points).multiply(axes).getData();
        List<double[][]> result = new ArrayList<>();
        int from = 0;
        for (double[][] map : maps) {
            result.add(Arrays.copyOfRange(projected, from, from + map.length));
            from += map.length;
        }
        return result;
    }

    /** The features of one image of a batch (B, C, H, W) as {@link #of} takes them, (H*W, C). */
    public static double[][] points(NDArray features, int image) {
        long channels = features.getShape().get(1);
        try (NDManager scratch = features.getManager().newSubManager()) {
            NDArray one = features.get(image);
            one.attach(scratch);
            float[] values = one.toFloatArray();
            int count = (int) (values.length / channels);
            return IntStream.range(0, count).mapToObj(point -> IntStream.range(0, (int) channels)
                    .mapToDouble(channel -> values[channel * count + point]).toArray()).toArray(double[][]::new);
        }
    }

    private static double[] direction(double[] features) {
        double norm = Math.max(Math.sqrt(Arrays.stream(features).map(value -> value * value).sum()), 1e-12);
        return Arrays.stream(features).map(value -> value / norm).toArray();
    }

    /** (C, 3), each axis turned so that its largest entry is positive: the sign is else a matter of chance. */
    private static RealMatrix axes(RealMatrix covariance) {
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(covariance); // eigenvalues fall
        RealMatrix axes = MatrixUtils.createRealMatrix(covariance.getRowDimension(), KEPT);
        for (int k = 0; k < KEPT; k++) {
            double[] axis = eigen.getEigenvector(k).toArray();
            int largest = IntStream.range(0, axis.length).boxed()
                    .max((i, j) -> Double.compare(Math.abs(axis[i]), Math.abs(axis[j]))).orElseThrow();
            double sign = Math.signum(axis[largest]);
            axes.setColumn(k, Arrays.stream(axis).map(value -> sign * value).toArray());
        }
        return axes;
    }
}
