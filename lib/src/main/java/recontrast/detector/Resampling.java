package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.metric.MapProjection;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Constant;

/**
 * Brings feature maps to another side and smooths them: a map D becomes W D W^T, on the device.
 *
 * @param matrix W of {@link MapProjection}, (to, from)
 */
public record Resampling(NDArray matrix) {

    /**
     * From one side to another, in points or pixels.
     *
     * @param keeper keeps the matrix
     */
    public Resampling(NDManager keeper, int from, int to, Smoothing smoothing, Corners corners) {
        this(Constant.of(MapProjection.matrix(from, to, smoothing, corners), new Shape(to, from), keeper));
    }

    /** Of maps (..., from, from) makes (..., to, to), owned by {@code owner}. */
    public NDArray of(NDArray maps, NDManager owner) {
        NDArray w = Constant.lent(matrix, owner);
        return w.matMul(maps).matMul(w.transpose());
    }
}
