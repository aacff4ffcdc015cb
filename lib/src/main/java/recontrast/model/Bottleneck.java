package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import recontrast.model.ResNet.Resampling;

import java.util.List;

/**
 * The one-class bottleneck of RD4AD (Deng and Li 2022): fuses the three feature maps at layer3's size and compresses
 * them by the ResNet's fourth stage.
 */
final class Bottleneck {

    private final ReadableLayer layer1Down;
    private final ReadableLayer layer2Down;
    private final ReadableLayer embedding;

    Bottleneck(Architecture architecture, Parameters parameters) {
        Backbone backbone = architecture.backbone();
        Scope scope = parameters.root().at("bottleneck");
        ResNet resNet = new ResNet(backbone, Normalization.BATCH, Activation.RELU);
        int first = backbone.channels(1);
        int second = backbone.channels(2);
        int third = backbone.channels(3);
        this.layer1Down = resNet.halving(scope, "1", first, second).then(resNet.halving(scope, "2", second, third));
        this.layer2Down = resNet.halving(scope, "3", second, third);
        this.embedding = resNet.stage(scope.at("bn_layer"),
                3 * third, backbone.planes(4), backbone.depth(4), Resampling.HALVED, Activation.RELU);
    }

    /** The embedding of (B, ...) features: (B, 8C, S/32, S/32). */
    NDArray embed(Features features, Mode mode) {
        Features narrowed = Features.of(stage -> mode.precision().narrowed(features.at(stage)));
        NDArray fused = NDArrays.concat(new NDList(
                layer1Down.apply(narrowed.layer1(), mode),
                layer2Down.apply(narrowed.layer2(), mode),
                narrowed.layer3()), 1); // (B, 12C, S/16, S/16)
        return embedding.apply(fused, mode);
    }

    /** The embedding; the features are there already. */
    <V> V read(List<V> features, Reading<V> reading) {
        return embedding.read(reading.joined(List.of(
                layer1Down.read(reading.again(features.get(0)), reading),
                layer2Down.read(reading.again(features.get(1)), reading),
                reading.again(features.get(2)))), reading);
    }
}
