package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A transposed convolution of kernel and stride 2, weight (I, O, 2, 2): doubles height and width.
 *
 * <p>Its windows do not overlap, so it is a 1x1 convolution to 4*O channels whose output is dealt out to 2x2 squares:
 * {@code y[b, o, 2i+p, 2j+q] = sum_c x[b, c, i, j] * w[c, o, p, q]}. The engine has no transposed convolution.
 */
final class UpConvolution implements Layer {

    private final Parameter weight;
    private final int out;

    UpConvolution(Scope scope, int in, int out) {
        this.out = out;
        this.weight = scope.weight("weight", new Shape(in, out, 2, 2), Initializer.uniform(1 / Math.sqrt(4.0 * out)));
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        Shape shape = x.getShape();
        long in = shape.get(1);
        long height = shape.get(2);
        long width = shape.get(3);
        NDArray kernel = weight.value(x).reshape(in, 4L * out).transpose().reshape(4L * out, in, 1, 1);
        NDArray dealt = Conv2d.conv2d(x, kernel).singletonOrThrow()
                .reshape(shape.get(0), out, 2, 2, height, width); // (B, O, p, q, i, j)
        return dealt.transpose(0, 1, 4, 2, 5, 3) // (B, O, i, p, j, q)
                .reshape(shape.get(0), out, 2 * height, 2 * width);
    }
}
