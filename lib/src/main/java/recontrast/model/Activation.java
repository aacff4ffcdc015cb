package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** The nonlinearity of blocks. */
public enum Activation {
    /** The paper's choice. */
    RELU {
        @Override
        NDArray of(NDArray x) {
            return ai.djl.nn.Activation.relu(x);
        }
    },
    /** In EfficientNet-Lite's encoder. */
    RELU6 {
        @Override
        NDArray of(NDArray x) {
            return TorchScript.on(x.getDevice(), "/recontrast/model/relu6.pt").of(new NDList(x)).singletonOrThrow();
        }
    },
    /** None: at the end of a decoder's stage whose targets may be negative. */
    IDENTITY {
        @Override
        NDArray of(NDArray x) {
            return x;
        }
    },
    /** In the decoder of the unified multi-class setting. */
    GELU {
        @Override
        NDArray of(NDArray x) {
            return ai.djl.nn.Activation.gelu(x);
        }
    };

    abstract NDArray of(NDArray x);

    Layer layer() {
        return (x, mode) -> of(x);
    }
}
