package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A square convolution in groups of channels, weight (O, I/groups, k, k), padded as TensorFlow does: at stride 2 an even
 * side gets one line less before than after.
 */
final class SameConvolution implements Layer {

    private static final Shape ONE = new Shape(1, 1);

    private final Parameter weight;
    private final int groups;
    private final int kernel;
    private final int stride;

    SameConvolution(Scope scope, int in, int out, int groups, int kernel, int stride) {
        this.weight = scope.weight("weight", new Shape(out, in / groups, kernel, kernel),
                Initializer.kaimingNormalFanOut(groups));
        this.groups = groups;
        this.kernel = kernel;
        this.stride = stride;
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        int total = kernel - stride;
        int before = total / 2;
        if (2 * before == total) {
            return convolve(x, before, weight.value(x));
        }
        try (NDArray padded = x.pad(new Shape(before, total - before, before, total - before), 0)) {
            return convolve(padded, 0, weight.value(x));
        }
    }

    @Override
    public Profile count(Profile before) {
        long products = before.channels() / groups * kernel * kernel;
        return before.convolved(weight.stored().getShape().get(0), before.side() / stride, products);
    }

    private NDArray convolve(NDArray x, int padding, NDArray filters) {
        return Conv2d.conv2d(x, filters, null, new Shape(stride, stride), new Shape(padding, padding), ONE, groups)
                .singletonOrThrow();
    }
}
