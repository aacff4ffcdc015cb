package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A transposed convolution of kernel and stride 2, weight (I, O, 2, 2): doubles height and width.
 *
 * <p>Its windows do not overlap, so it is a product of each point with a matrix to 4*O channels, dealt out to 2x2 squares:
 * {@code y[b, o, 2i+p, 2j+q] = sum_c x[b, c, i, j] * w[c, o, p, q]}. The engine has no transposed convolution.
 */
final class UpConvolution implements ReadableLayer {

    private final Parameter weight;
    private final int out;

    UpConvolution(Scope scope, int in, int out) {
        this.out = out;
        this.weight = scope.weight("weight", new Shape(in, out, 2, 2), Initializer.uniform(1 / Math.sqrt(4.0 * out)));
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        Shape shape = x.getShape();
        long height = shape.get(2);
        long width = shape.get(3);
        NDArray matrix = ChannelsLast.points(weight.value(x, mode)).reshape(shape.get(1), 4L * out); // (I, p*q*O)
        try (NDArray rows = ChannelsLast.rows(x);
                NDArray product = rows.matMul(matrix);
                NDArray squares = product.reshape(shape.get(0), height, width, 2, 2, out); // (B, i, j, p, q, O)
                NDArray dealt = squares.transpose(0, 1, 3, 2, 4, 5); // (B, i, p, j, q, O)
                NDArray points = dealt.reshape(shape.get(0), 2 * height, 2 * width, out)) {
            return ChannelsLast.ofPoints(points);
        }
    }

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return reading.upConvolution(x, weight);
    }
}
