package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import recontrast.model.Scope;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A layer of a transformer (Vaswani et al. 2017, section 3.1): attentions one after the other, then a network of two
 * layers at each point. What each of them gives is added to what it was given, and the sum normalised.
 */
final class TransformerLayer {

    private final List<Attention> attentions;
    private final List<LayerNormalization> attended; // behind each attention
    private final Linear inner;
    private final Linear outer;
    private final LayerNormalization last;

    /** A layer with so many attentions: one in an encoder, two in a decoder. */
    TransformerLayer(Scope scope, int attentions, TransformerSettings settings) {
        int channels = settings.channels();
        this.attentions = IntStream.range(0, attentions)
                .mapToObj(i -> new Attention(scope.at("attention" + i), channels, settings.heads())).toList();
        this.attended = IntStream.range(0, attentions)
                .mapToObj(i -> new LayerNormalization(scope.at("normalization" + i), channels)).toList();
        this.inner = Linear.glorot(scope.at("inner"), channels, settings.inner());
        this.outer = Linear.glorot(scope.at("outer"), settings.inner(), channels);
        this.last = new LayerNormalization(scope.at("last"), channels);
    }

    /**
     * What becomes of the points: (B, P, C).
     *
     * @param points (B, P, C), or (1, P, C) where they are every image's
     * @param sources what each attention looks at, (B, P, C)
     * @param positions (P, C), of queries and keys
     * @param mask (P, P), minus infinity where a point does not look
     */
    NDArray of(NDArray points, List<NDArray> sources, NDArray positions, Optional<NDArray> mask) {
        NDArray x = points;
        for (int i = 0; i < attentions.size(); i++) {
            NDArray source = sources.get(i);
            NDArray taken = attentions.get(i).of(x.add(positions), source.add(positions), source, mask);
            x = attended.get(i).of(x.add(taken));
        }
        return last.of(x.add(outer.of(Activation.relu(inner.of(x)))));
    }
}
