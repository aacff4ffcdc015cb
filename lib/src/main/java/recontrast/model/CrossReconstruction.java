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
record CrossReconstruction(Architecture architecture, Parameters parameters, Encoder encoder, Encoder encoderFreeze,
        Bottleneck bottleneck, Decoder decoder, Projection ontoFrozen, Projection ontoTrained)
        implements FeatureReconstruction {

    CrossReconstruction(Architecture architecture, Parameters parameters) {
        this(architecture, parameters, new Encoder(architecture, parameters),
                new Encoder(architecture.backbone(), parameters.root().at("encoder_freeze"), Normalization.BATCH),
                new Bottleneck(architecture, parameters), new Decoder(architecture, parameters),
                Projection.ontoFrozen(architecture, parameters), Projection.ontoTrained(architecture, parameters));
    }

    @Override
    public List<FeaturePair> reconstruct(Batch seen, Mode mode) {
        Features trained = encoder.features(seen.images(), architecture.encoderTraining().within(mode));
        Features frozen = seen.constantFeatures();
        NDArray embedding = bottleneck.embed(trained.followedBy(frozen), mode); // (2B, ...)
        List<Features> decoded = decoder.decode(embedding, mode).halves();
        Features ofFrozen = ontoFrozen.of(decoded.get(0), mode); // crossed: from what the trained one saw
        Features ofTrained = ontoTrained.of(decoded.get(1), mode);
        return Stream.concat(
                FeaturePair.of(View.ENCODER_FREEZE, frozen, ofFrozen).stream(),
                FeaturePair.of(View.ENCODER, architecture.targetGradient().of(trained), ofTrained).stream()).toList();
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

    @Override
    public Optional<Encoder> constantEncoder() {
        return Optional.of(encoderFreeze);
    }
}
