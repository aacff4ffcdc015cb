package recontrast.model;

import ai.djl.ndarray.NDArray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A trained and a frozen encoder, each reconstructed from what the other sees (paper, Table 6: C+cp and E): two views
 * of an image without augmenting it.
 */
public final class CrossReconstruction implements FeatureReconstruction {

    private final Architecture architecture;
    private final Parameters parameters;
    private final Encoder encoder;
    private final Encoder encoderFreeze;
    private final Bottleneck bottleneck;
    private final Decoder decoder;
    private final Projection ontoFrozen;
    private final Projection ontoTrained;

    CrossReconstruction(Architecture architecture, Parameters parameters) {
        Backbone backbone = architecture.backbone();
        Scope root = parameters.root();
        this.architecture = architecture;
        this.parameters = parameters;
        this.encoder = new Encoder(backbone, root.at("encoder"), architecture.encoderNormalization());
        this.encoderFreeze = new Encoder(backbone, root.at("encoder_freeze"), Normalization.BATCH);
        this.bottleneck = new Bottleneck(backbone, root.at("bottleneck"));
        this.decoder = new Decoder(backbone, root.at("decoder"), architecture.decoderActivation());
        this.ontoFrozen = Projection.ontoFrozen(backbone, root.at("decoder"));
        this.ontoTrained = Projection.ontoTrained(backbone, root.at("decoder"));
    }

    @Override
    public List<FeaturePair> reconstruct(Batch seen, Mode mode) {
        Features trained = encoder.features(seen.images(), architecture.encoderTraining().within(mode));
        Features frozen = seen.constantFeatures();
        NDArray embedding = bottleneck.embed(trained.followedBy(frozen), mode); // (2B, ...)
        List<Features> decoded = decoder.decode(embedding, mode).halves();
        Features ofFrozen = ontoFrozen.of(decoded.get(0)); // crossed: from what the trained one saw
        Features ofTrained = ontoTrained.of(decoded.get(1));
        return Stream.concat(
                pairs(View.ENCODER_FREEZE, frozen, ofFrozen),
                pairs(View.ENCODER, architecture.targetGradient().of(trained), ofTrained)).toList();
    }

    @Override
    public <V> List<Reading.Pair<V>> read(V images, Reading.OfBatches<V> reading) {
        List<V> trained = encoder.read(images, reading);
        List<V> frozen = encoderFreeze.read(images, reading);
        List<V> both = new ArrayList<>();
        for (int stage = 0; stage < trained.size(); stage++) {
            both.add(reading.followed(trained.get(stage), frozen.get(stage)));
        }
        List<List<V>> decoded = decoder.read(bottleneck.read(both, reading), reading).stream().map(reading::halves).toList();
        List<V> ofFrozen = ontoFrozen.read(decoded.stream().map(halves -> halves.get(0)).toList(), reading);
        List<V> ofTrained = ontoTrained.read(decoded.stream().map(halves -> halves.get(1)).toList(), reading);
        return Stream.concat(Reading.Pair.of(frozen, ofFrozen).stream(), Reading.Pair.of(trained, ofTrained).stream())
                .toList();
    }

    private static Stream<FeaturePair> pairs(View view, Features targets, Features reconstructions) {
        return Stream.of(Stage.values())
                .map(stage -> new FeaturePair(view, stage, targets.at(stage), reconstructions.at(stage)));
    }

    @Override
    public Optional<Encoder> constantEncoder() {
        return Optional.of(encoderFreeze);
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
        return parameters.weights("encoder.");
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }
}
