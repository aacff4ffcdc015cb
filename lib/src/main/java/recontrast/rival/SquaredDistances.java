package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import recontrast.model.Constant;

import java.util.Arrays;

/**
 * Squared Euclidean distances from some points, as matrix products: |x|^2 + (-2x, 1) (y, |y|^2)^T.
 *
 * @param left (n, d + 1): -2x and 1
 * @param norms (n, 1): |x|^2
 */
record SquaredDistances(NDArray left, NDArray norms) {

    private static final int COLUMNS = 4096; // points that are compared with at once: what bounds the memory

    /** @param points (n, d) */
    static SquaredDistances from(NDArray points) {
        NDArray norms = norms(points);
        return new SquaredDistances(NDArrays.concat(new NDList(points.mul(-2), norms.onesLike()), 1), norms);
    }

    /** What distances are measured to, (m, d + 1): y and |y|^2 of points (m, d). */
    static NDArray to(NDArray points) {
        return NDArrays.concat(new NDList(points, norms(points)), 1);
    }

    private static NDArray norms(NDArray points) {
        return points.square().sum(new int[] {1}, true);
    }

    /** From the first to before the last of these points. */
    SquaredDistances part(int first, int last) {
        NDIndex rows = new NDIndex(first + ":" + last);
        return new SquaredDistances(left.get(rows), norms.get(rows));
    }

    /** Of each of these points from each of others, (n, m), where {@code scratch} owns it. */
    NDArray all(NDArray to, NDManager scratch) {
        return less(to, scratch).addi(norms).maximum(0);
    }

    /** The same less the norms of these points, which decide nothing where one of them is compared with others. */
    NDArray less(NDArray to, NDManager scratch) {
        return Constant.lent(left, scratch).matMul(to.transpose());
    }

    /** Of each of these points from the nearest of others. */
    float[] nearest(NDArray to) {
        int count = (int) to.getShape().get(0);
        float[] nearest = new float[(int) left.getShape().get(0)];
        Arrays.fill(nearest, Float.MAX_VALUE);
        for (int from = 0; from < count; from += COLUMNS) {
            try (NDManager block = left.getManager().newSubManager()) {
                NDArray some = to.get(new NDIndex(from + ":" + Math.min(from + COLUMNS, count)));
                some.attach(block);
                float[] nearer = less(some, block).min(new int[] {1}, true).addi(norms).toFloatArray();
                for (int i = 0; i < nearest.length; i++) {
                    nearest[i] = Math.min(nearest[i], Math.max(nearer[i], 0));
                }
            }
        }
        return nearest;
    }
}
