package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Scope;

/** An affine map of the last axis, weight (O, I) and bias (O), drawn as PyTorch draws them. */
record Linear(Parameter weight, Parameter bias) {

    Linear(Scope scope, int in, int out) {
        this(scope, in, out, Initializer.uniform(1 / Math.sqrt(in)), Initializer.uniform(1 / Math.sqrt(in)));
    }

    /** One that is drawn otherwise. */
    Linear(Scope scope, int in, int out, Initializer weight, Initializer bias) {
        this(scope.weight("weight", new Shape(out, in), weight), scope.weight("bias", new Shape(out), bias));
    }

    /** Drawn as transformers are: of the variance that keeps both ways' alike, without bias (Glorot and Bengio 2010). */
    static Linear glorot(Scope scope, int in, int out) {
        return new Linear(scope, in, out, Initializer.uniform(Math.sqrt(6.0 / (in + out))), Initializer.constant(0));
    }

    /** Of (..., I) makes (..., O). */
    NDArray of(NDArray x) {
        return x.matMul(weight.value(x).transpose()).add(bias.value(x));
    }
}
