package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** The nonlinearity of blocks. */
public enum Activation implements Layer {
    /** The paper's choice. */
    RELU {
        @Override
        public NDArray apply(NDArray x, Mode mode) {
            return ai.djl.nn.Activation.relu(x);
        }
    },
    /** In EfficientNet-Lite's encoder. */
    RELU6 {
        @Override
        public NDArray apply(NDArray x, Mode mode) {
            return TorchScript.on(x.getDevice(), "/recontrast/model/relu6.pt").of(new NDList(x)).singletonOrThrow();
        }
    },
    /** None: at the end of a decoder's stage whose targets may be negative. */
    IDENTITY {
        @Override
        public NDArray apply(NDArray x, Mode mode) {
            return x;
        }

        @Override
        public <V> V read(V x, Reading<V> reading) {
            return x;
        }
    },
    /** In the decoder of the unified multi-class setting. */
    GELU {
        @Override
        public NDArray apply(NDArray x, Mode mode) {
            return ai.djl.nn.Activation.gelu(x);
        }
    };

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return reading.activated(x, this);
    }
}
