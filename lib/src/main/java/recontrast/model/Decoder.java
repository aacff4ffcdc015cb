package recontrast.model;

import ai.djl.ndarray.NDArray;
import recontrast.model.ResNet.Resampling;

import java.util.List;

/** The student: the encoder mirrored, from the embedding back to features shaped like layer3, layer2 and layer1. */
final class Decoder {

    private final ReadableLayer toLayer3;
    private final ReadableLayer toLayer2;
    private final ReadableLayer toLayer1;

    Decoder(Architecture architecture, Parameters parameters) {
        Backbone backbone = architecture.backbone();
        Scope scope = parameters.root().at("decoder");
        Activation activation = architecture.decoderActivation();
        ResNet resNet = new ResNet(backbone, Normalization.BATCH, activation);
        Activation end = backbone.trunk().linearFeatures() ? Activation.IDENTITY : activation;
        this.toLayer3 = resNet.stage(scope.at("layer1"),
                backbone.channels(4), backbone.planes(3), backbone.depth(1), Resampling.DOUBLED, end);
        this.toLayer2 = resNet.stage(scope.at("layer2"),
                backbone.channels(3), backbone.planes(2), backbone.depth(2), Resampling.DOUBLED, end);
        this.toLayer1 = resNet.stage(scope.at("layer3"),
                backbone.channels(2), backbone.planes(1), backbone.depth(3), Resampling.DOUBLED, end);
    }

    Features decode(NDArray embedding, Mode mode) {
        NDArray third = toLayer3.apply(embedding, mode);
        NDArray second = toLayer2.apply(third, mode);
        return new Features(toLayer1.apply(second, mode), second, third);
    }

    /** The maps of layer1 to layer3; on paper, what the first comes to holds what the others do. */
    <V> List<V> read(V embedding, Reading<V> reading) {
        V third = toLayer3.read(embedding, reading);
        V second = toLayer2.read(third, reading);
        return List.of(toLayer1.read(second, reading), second, third);
    }
}
