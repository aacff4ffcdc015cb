package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.function.UnaryOperator;

/** The nonlinearity of blocks. */
public enum Activation implements ReadableLayer {
    /** The paper's choice. */
    RELU(ai.djl.nn.Activation::relu),
    /** In EfficientNet-Lite's encoder. */
    RELU6(x -> TorchScript.on(x.getDevice(), "/recontrast/model/relu6.pt").of(new NDList(x)).singletonOrThrow()),
    /** None: at the end of a decoder's stage whose targets may be negative. */
    IDENTITY(x -> x),
    /** In the decoder of the unified multi-class setting. */
    GELU(ai.djl.nn.Activation::gelu);

    private final UnaryOperator<NDArray> function;

    Activation(UnaryOperator<NDArray> function) {
        this.function = function;
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        return function.apply(x);
    }

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return this == IDENTITY ? x : reading.activated(x, this);
    }
}
