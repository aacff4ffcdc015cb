package recontrast.model;

import ai.djl.ndarray.NDArray;

/** The nonlinearity of bottleneck and decoder blocks. */
public enum Activation {
    /** The paper's choice. */
    RELU {
        @Override
        NDArray of(NDArray x) {
            return ai.djl.nn.Activation.relu(x);
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
}
