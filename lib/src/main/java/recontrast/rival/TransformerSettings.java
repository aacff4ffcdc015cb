package recontrast.rival;

import recontrast.training.RateDrop;

/**
 * A transformer, and how it is trained.
 *
 * @param layers of the encoder, and of the decoder
 * @param channels of a point between its layers
 * @param heads of each attention
 * @param inner channels of the network within a layer
 * @param learningRate of AdamW
 * @param weightDecay of all weights, decoupled
 * @param rateDrop when the rate falls, and by what
 */
public record TransformerSettings(int layers, int channels, int heads, int inner, double learningRate,
        double weightDecay, RateDrop rateDrop) {

    public TransformerSettings {
        if (layers < 1 || heads < 1 || channels < 1 || channels % (2 * heads) != 0) {
            throw new IllegalArgumentException("expected at least one layer, and channels that are a multiple of twice"
                    + " the heads; found " + layers + " layers, " + channels + " channels, " + heads + " heads");
        }
    }
}
