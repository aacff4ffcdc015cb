package recontrast.model;

import java.util.List;
import java.util.Optional;

/**
 * One encoder whose features the decoder reconstructs from the embedding of the same features (configurations A to
 * D).
 */
record SelfReconstruction(Architecture architecture, Parameters parameters, Encoder encoder, Bottleneck bottleneck,
        Decoder decoder) implements FeatureReconstruction {

    SelfReconstruction(Architecture architecture, Parameters parameters) {
        this(architecture, parameters, new Encoder(architecture, parameters), new Bottleneck(architecture, parameters),
                new Decoder(architecture, parameters));
    }

    @Override
    public List<FeaturePair> reconstruct(Batch seen, Mode mode) {
        Features features = features(seen, mode);
        Features targets = architecture.targetGradient().of(features);
        Features decoded = decoder.decode(bottleneck.embed(features, mode), mode);
        return FeaturePair.of(View.ENCODER, targets, mode.precision().widened(decoded));
    }

    @Override
    public <V> List<Reading.Pair<V>> read(V images, Reading.OfBatches<V> reading) {
        List<V> features = encoder.read(images, reading);
        return Reading.Pair.of(features, decoder.read(bottleneck.read(features, reading), reading));
    }

    private Features features(Batch seen, Mode mode) {
        EncoderTraining training = architecture.encoderTraining();
        return training == EncoderTraining.FROZEN
                ? seen.constantFeatures()
                : encoder.features(seen.images(), training.within(mode));
    }

    @Override
    public Optional<Encoder> constantEncoder() {
        return Optional.of(encoder).filter(frozen -> architecture.encoderTraining() == EncoderTraining.FROZEN);
    }
}
