package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The encoder in this library's jar, pretrained on procedural images. */
record EmbeddedWeights() implements Weights {

    static final String RESOURCE = "/recontrast/embedded-encoder.safetensors";

    @Override
    public String id() {
        return "embedded";
    }

    @Override
    public Map<String, NDArray> tensors(NDManager owner) {
        try (InputStream in = EmbeddedWeights.class.getResourceAsStream(RESOURCE)) {
            return Safetensors.read(in, RESOURCE, owner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
