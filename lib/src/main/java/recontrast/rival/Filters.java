package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Scope;

import java.util.Optional;

/** A convolution, weight (O, I, k, k) and, unless a normalisation takes it away, bias (O), drawn as PyTorch draws them. */
record Filters(Parameter weight, Optional<Parameter> bias, int stride, int padding) {

    Filters(Scope scope, int in, int out, int kernel, int stride, int padding) {
        this(scope.weight("weight", new Shape(out, in, kernel, kernel), initial(in, kernel)),
                Optional.of(scope.weight("bias", new Shape(out), initial(in, kernel))), stride, padding);
    }

    /** One without bias, drawn otherwise. */
    static Filters unbiased(Scope scope, int in, int out, int kernel, int stride, int padding, Initializer initial) {
        return new Filters(scope.weight("weight", new Shape(out, in, kernel, kernel), initial), Optional.empty(),
                stride, padding);
    }

    static Initializer initial(int in, int kernel) {
        return Initializer.uniform(1 / Math.sqrt((double) in * kernel * kernel));
    }

    /** Of (B, I, H, W) makes (B, O, H', W'). */
    NDArray of(NDArray x) {
        return Conv2d.conv2d(x, weight.value(x), bias.map(each -> each.value(x)).orElse(null),
                new Shape(stride, stride), new Shape(padding, padding)).singletonOrThrow();
    }
}
