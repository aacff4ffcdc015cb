package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Scope;

/** Layer normalisation over the channels of each point (Ba et al. 2016). */
record LayerNormalization(Parameter weight, Parameter bias) {

    private static final float EPSILON = 1e-5f;

    LayerNormalization(Scope scope, int channels) {
        this(scope.weight("weight", new Shape(channels), Initializer.constant(1)),
                scope.weight("bias", new Shape(channels), Initializer.constant(0)));
    }

    /** Of (..., C). */
    NDArray of(NDArray x) {
        return LayerNorm.layerNorm(x, weight.stored().getShape(), weight.value(x), bias.value(x), EPSILON)
                .singletonOrThrow();
    }
}
