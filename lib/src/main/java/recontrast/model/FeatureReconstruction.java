package recontrast.model;

import java.util.List;
import java.util.Optional;

/** A network that reconstructs encoder features; what it fails to reconstruct is anomalous. */
public sealed interface FeatureReconstruction permits SelfReconstruction, CrossReconstruction {

    /**
     * Targets and their reconstructions.
     *
     * @param seen a batch of B images
     * @param mode TRAIN for a training step: bottleneck and decoder use batch statistics, the encoder as its training
     *     says
     * @return three pairs, or six where two encoders reconstruct each other
     */
    List<FeaturePair> reconstruct(Batch seen, Mode mode);

    /**
     * The same in evaluation mode, in another reader's terms.
     *
     * @param images normalised, (B, 3, H, W)
     */
    <V> List<Reading.Pair<V>> read(V images, Reading.OfBatches<V> reading);

    /** The encoder whose features of an image never change while training, if there is one. */
    Optional<Encoder> constantEncoder();

    /** Weights of bottleneck and decoder. */
    default List<Parameter> studentWeights() {
        return parameters().weights("bottleneck.", "decoder.");
    }

    /** Weights of the encoder that are optimised; empty if it is frozen. */
    default List<Parameter> encoderWeights() {
        return architecture().encoderTraining() == EncoderTraining.FROZEN ? List.of() : parameters().weights("encoder.");
    }

    /** What was decided before it was built. */
    Architecture architecture();

    /** All tensors, by their checkpoint names. */
    Parameters parameters();
}
