package recontrast.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One encoder whose features the decoder reconstructs from the embedding of the same features (configurations A to
 * D).
 */
public final class SelfReconstruction implements FeatureReconstruction {

    private final Architecture architecture;
    private final Parameters parameters;
    private final Encoder encoder;
    private final Bottleneck bottleneck;
    private final Decoder decoder;

    SelfReconstruction(Architecture architecture, Parameters parameters) {
        Backbone backbone = architecture.backbone();
        Scope root = parameters.root();
        this.architecture = architecture;
        this.parameters = parameters;
        this.encoder = new Encoder(backbone, root.at("encoder"), architecture.encoderNormalization());
        this.bottleneck = new Bottleneck(backbone, root.at("bottleneck"));
        this.decoder = new Decoder(backbone, root.at("decoder"), architecture.decoderActivation());
    }

    @Override
    public List<FeaturePair> reconstruct(Batch seen, Mode mode) {
        Features features = features(seen, mode);
        Features targets = architecture.targetGradient().of(features);
        Features reconstructions = decoder.decode(bottleneck.embed(features, mode), mode);
        return Stream.of(Stage.values())
                .map(stage -> new FeaturePair(View.ENCODER, stage, targets.at(stage), reconstructions.at(stage)))
                .toList();
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
        return architecture.encoderTraining() == EncoderTraining.FROZEN ? Optional.of(encoder) : Optional.empty();
    }

    @Override
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public List<Parameter> studentWeights() {
        return parameters.weights("bottleneck.", "decoder.");
    }

    @Override
    public List<Parameter> encoderWeights() {
        return architecture.encoderTraining() == EncoderTraining.FROZEN ? List.of() : parameters.weights("encoder.");
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }
}
