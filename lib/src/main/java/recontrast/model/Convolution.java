package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** A square convolution with padding that keeps the size at stride 1, weight (O, I, k, k). */
final class Convolution implements Layer {

    private final Parameter weight;
    private final Shape stride;
    private final Shape padding;

    Convolution(Scope scope, int in, int out, int kernel, int stride) {
        this.weight = scope.weight("weight", new Shape(out, in, kernel, kernel), Initializer.kaimingNormalFanOut());
        this.stride = new Shape(stride, stride);
        this.padding = new Shape(kernel / 2, kernel / 2);
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        return Conv2d.conv2d(x, weight.value(x), null, stride, padding).singletonOrThrow();
    }
}
