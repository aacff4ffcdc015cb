package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A transposed convolution of kernel and stride 2, weight (I, O, 2, 2): doubles height and width.
 *
 * <p>Its windows do not overlap, so it is a product of each point with a matrix to 4*O channels, dealt out to 2x2 squares:
 * {@code y[b, o, 2i+p, 2j+q] = sum_c x[b, c, i, j] * w[c, o, p, q]}. The engine has no transposed convolution.
 */
final class UpConvolution implements ReadableLayer {

    private final Parameter weight;
    private final Products products;
    private final int out;

    UpConvolution(Scope scope, int in, int out) {
        this.out = out;
        this.products = scope.parameters().products();
        this.weight = scope.weight("weight", new Shape(in, out, 2, 2), Initializer.uniform(1 / Math.sqrt(4.0 * out)));
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        Shape shape = x.getShape();
        long height = shape.get(2);
        long width = shape.get(3);
        try (NDArray product = products(x, mode); // (B*i*j, p*q*O), in whatever shape
                NDArray squares = product.reshape(shape.get(0), height, width, 2, 2, out);
                NDArray dealt = squares.transpose(0, 1, 3, 2, 4, 5); // (B, i, p, j, q, O)
                NDArray points = dealt.reshape(shape.get(0), 2 * height, 2 * width, out)) {
            return ChannelsLast.ofPoints(points);
        }
    }

    private NDArray products(NDArray x, Mode mode) {
        Shape shape = x.getShape();
        NDArray matrix = ChannelsLast.points(weight.value(x, mode)).reshape(shape.get(1), 4L * out); // (I, p*q*O)
        boolean few = mode.precision() == Precision.FULL && !x.getDevice().isGpu()
                && !products.ofPoints(shape.get(0) * shape.get(2) * shape.get(3));
        if (few) {
            NDArray filters = matrix.transpose().reshape(4L * out, shape.get(1), 1, 1);
            try (NDArray convolved = Conv2d.conv2d(x, filters).singletonOrThrow()) {
                return ChannelsLast.points(convolved);
            }
        }
        try (NDArray rows = ChannelsLast.rows(x)) {
            return rows.matMul(matrix);
        }
    }

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return reading.upConvolution(x, weight);
    }
}
