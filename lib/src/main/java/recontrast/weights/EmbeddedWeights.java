package recontrast.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The encoder in this library's jar, pretrained on procedural images. */
record EmbeddedWeights() implements Weights {

    static final String RESOURCE = "/recontrast/embedded-encoder.safetensors";

    @Override
    public String id() {
        return "embedded";
    }

    @Override
    public Optional<TensorFile> open() {
        try (InputStream in = EmbeddedWeights.class.getResourceAsStream(RESOURCE)) {
            return Optional.of(Safetensors.open(in, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
