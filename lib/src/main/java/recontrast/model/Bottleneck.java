package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * The one-class bottleneck of RD4AD (Deng and Li 2022): fuses the three feature maps at layer3's size and compresses
 * them by the ResNet's fourth stage.
 */
final class Bottleneck {

    private final Layer layer1Down;
    private final Layer layer2Down;
    private final Layer embedding;

    Bottleneck(Backbone backbone, Scope scope) {
        Style style = new Style(backbone, Normalization.BATCH, Activation.RELU);
        int first = backbone.channels(1);
        int second = backbone.channels(2);
        int third = backbone.channels(3);
        this.layer1Down = halving(scope, style, "1", first, second).then(halving(scope, style, "2", second, third));
        this.layer2Down = halving(scope, style, "3", second, third);
        this.embedding = style.stage(
                scope.at("bn_layer"), 3 * third, backbone.planes(4), backbone.depth(4), Resampling.HALVED);
    }

    private static Layer halving(Scope scope, Style style, String number, int in, int out) {
        return new Convolution(scope.at("conv" + number), in, out, 3, 2)
                .then(style.normalization(scope.at("bn" + number), out))
                .then(style.activationLayer());
    }

    /** The embedding of (B, ...) features: (B, 8C, S/32, S/32). */
    NDArray embed(Features features, Mode mode) {
        NDArray fused = NDArrays.concat(new NDList(
                layer1Down.apply(features.layer1(), mode),
                layer2Down.apply(features.layer2(), mode),
                features.layer3()), 1); // (B, 12C, S/16, S/16)
        return embedding.apply(fused, mode);
    }
}
