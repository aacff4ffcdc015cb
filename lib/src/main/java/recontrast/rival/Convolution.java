package recontrast.rival;

import ai.djl.modality.cv.Image.Interpolation;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import recontrast.model.Initializer;
import recontrast.model.Layer;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Scope;
import recontrast.model.TorchScript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A convolution, weight (O, I, k, k) and, unless a normalisation takes it away, bias (O), drawn as PyTorch draws them. */
record Convolution(Parameter weight, Optional<Parameter> bias, int stride, int padding) implements Layer {

    Convolution(Scope scope, int in, int out, int kernel, int stride, int padding) {
        this(scope.weight("weight", new Shape(out, in, kernel, kernel), initial(in, kernel)),
                Optional.of(scope.weight("bias", new Shape(out), initial(in, kernel))), stride, padding);
    }

    /** One without bias, drawn otherwise. */
    static Convolution unbiased(Scope scope, int in, int out, int kernel, int stride, int padding, Initializer initial) {
        return new Convolution(scope.weight("weight", new Shape(out, in, kernel, kernel), initial), Optional.empty(),
                stride, padding);
    }

    static Initializer initial(int channels, int kernel) {
        return Initializer.uniform(1 / Math.sqrt((double) channels * kernel * kernel));
    }

    /** Of (B, I, H, W) makes (B, O, H', W'). */
    @Override
    public NDArray apply(NDArray x, Mode mode) {
        return Conv2d.conv2d(x, weight.value(x), bias.map(each -> each.value(x)).orElse(null),
                new Shape(stride, stride), new Shape(padding, padding)).singletonOrThrow();
    }

    /** What each of these layers gives, one after the other. */
    static List<NDArray> given(List<Layer> layers, NDArray x, Mode mode) {
        List<NDArray> given = new ArrayList<>();
        for (Layer layer : layers) {
            given.add(layer.apply(given.isEmpty() ? x : given.get(given.size() - 1), mode));
        }
        return given;
    }

    /** Height and width, interpolated; the corners lie apart, for the engine aligns none. */
    static NDArray doubled(NDArray x) {
        Shape shape = x.getShape();
        return x.getNDArrayInternal().interpolation(new long[] {2 * shape.get(2), 2 * shape.get(3)},
                Interpolation.BILINEAR.ordinal(), false);
    }

    /**
     * A transposed convolution of stride 2 that doubles height and width, weight (I, O, k, k) with k even. The engine has
     * it for TorchScript alone.
     */
    record Transposed(Parameter weight, Optional<Parameter> bias) implements Layer {

        private static final String MODULE = "/recontrast/rival/transposed.pt";

        Transposed(Scope scope, int in, int out, int kernel) {
            this(scope.weight("weight", new Shape(in, out, kernel, kernel), initial(out, kernel)),
                    Optional.of(scope.weight("bias", new Shape(out), initial(out, kernel))));
        }

        /** One without bias, drawn otherwise. */
        static Transposed unbiased(Scope scope, int in, int out, int kernel, Initializer initial) {
            return new Transposed(scope.weight("weight", new Shape(in, out, kernel, kernel), initial), Optional.empty());
        }

        @Override
        public NDArray apply(NDArray x, Mode mode) {
            NDArray doubled = TorchScript.on(x.getDevice(), MODULE).of(new NDList(x, weight.value(x))).singletonOrThrow();
            return bias.map(each -> doubled.add(each.value(x).reshape(1, -1, 1, 1))).orElse(doubled);
        }
    }
}
