package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.data.ImageSize;
import recontrast.metric.MapProjection;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Constant;

/**
 * Brings feature maps to another size and smooths them: a map D becomes V D W^T, on the device.
 *
 * @param rows V, the {@link MapProjection} along columns, (height to, height from)
 * @param columns W, that along rows, (width to, width from)
 */
public record Resampling(NDArray rows, NDArray columns) {

    /**
     * From one size to another.
     *
     * @param keeper keeps the matrices
     */
    public Resampling(NDManager keeper, ImageSize from, ImageSize to, Smoothing smoothing, Corners corners) {
        this(matrix(keeper, from.height(), to.height(), smoothing, corners),
                matrix(keeper, from.width(), to.width(), smoothing, corners));
    }

    private static NDArray matrix(NDManager keeper, int from, int to, Smoothing smoothing, Corners corners) {
        return Constant.of(MapProjection.matrix(from, to, smoothing, corners), new Shape(to, from), keeper);
    }

    /** Maps (..., height, width) of the other size, owned by {@code owner}. */
    public NDArray of(NDArray maps, NDManager owner) {
        return Constant.lent(rows, owner).matMul(maps).matMul(Constant.lent(columns, owner).transpose());
    }
}
