package recontrast.model;

/**
 * Everything that is decided before a network is built.
 *
 * @param backbone encoder, and with it bottleneck and decoder
 * @param pairing who reconstructs whom
 * @param encoderTraining whether the encoder is optimised
 * @param targetGradient whether gradients flow through the targets
 * @param encoderNormalization normalisation of the encoder; a second one, which is frozen, keeps that of its
 *     pretraining, {@link Normalization#BATCH}
 * @param decoderActivation nonlinearity of the decoder
 */
public record Architecture(
        Backbone backbone,
        Pairing pairing,
        EncoderTraining encoderTraining,
        TargetGradient targetGradient,
        Normalization encoderNormalization,
        Activation decoderActivation) {

    /** Who reconstructs whom. */
    public enum Pairing {
        /** One encoder, reconstructed from its own features: three pairs. */
        SELF,
        /** Two encoders, each reconstructed from the other's features: six pairs (paper, Table 6: C+cp and E). */
        CROSS
    }

    /** Builds the network and registers its tensors with {@code parameters}. */
    public FeatureReconstruction build(Parameters parameters) {
        return switch (pairing) {
            case SELF -> new SelfReconstruction(this, parameters);
            case CROSS -> new CrossReconstruction(this, parameters);
        };
    }
}
