package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Scope;
import recontrast.model.TorchScript;

import java.util.Optional;

/**
 * A transposed convolution of stride 2 that doubles height and width, weight (I, O, k, k) with k even and, unless a
 * normalisation takes it away, bias (O), drawn as PyTorch draws them. The engine has it for TorchScript alone.
 */
record TransposedFilters(Parameter weight, Optional<Parameter> bias) {

    private static final String MODULE = "/recontrast/rival/transposed.pt";

    TransposedFilters(Scope scope, int in, int out, int kernel) {
        this(scope.weight("weight", new Shape(in, out, kernel, kernel), initial(out, kernel)),
                Optional.of(scope.weight("bias", new Shape(out), initial(out, kernel))));
    }

    /** One without bias, drawn otherwise. */
    static TransposedFilters unbiased(Scope scope, int in, int out, int kernel, Initializer initial) {
        return new TransposedFilters(
                scope.weight("weight", new Shape(in, out, kernel, kernel), initial), Optional.empty());
    }

    private static Initializer initial(int out, int kernel) {
        return Initializer.uniform(1 / Math.sqrt((double) out * kernel * kernel));
    }

    /** Of (B, I, H, W) makes (B, O, 2H, 2W). */
    NDArray of(NDArray x) {
        NDArray doubled = TorchScript.on(x.getDevice(), MODULE).of(new NDList(x, weight.value(x))).singletonOrThrow();
        return bias.map(each -> doubled.add(each.value(x).reshape(1, -1, 1, 1))).orElse(doubled);
    }
}
