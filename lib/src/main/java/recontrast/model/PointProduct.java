package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The 1x1 convolution: the channels of each point times one matrix. */
final class PointProduct {

    private PointProduct() { }

    /**
     * The same matrix for every point.
     *
     * @param x (B, I, H, W)
     * @param weight (O, I, 1, 1)
     * @return (B, O, H, W)
     */
    static NDArray of(NDArray x, NDArray weight) {
        Shape shape = x.getShape();
        long in = shape.get(1);
        long out = weight.getShape().get(0);
        try (NDArray rows = rows(x);
                NDArray product = rows.matMul(weight.reshape(out, in).transpose());
                NDArray points = product.reshape(shape.get(0), shape.get(2), shape.get(3), out)) {
            return ChannelsLast.ofPoints(points);
        }
    }

    /** A row of channels for each point: (B*H*W, C). */
    static NDArray rows(NDArray x) {
        try (NDArray points = ChannelsLast.points(x)) {
            return points.reshape(-1, x.getShape().get(1));
        }
    }
}
