package recontrast.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/** The trunk of a ResNet (He et al. 2016): stem and layer1 to layer3. */
final class ResNetTrunk {

    private static final Shape WINDOW = new Shape(3, 3);
    private static final Shape STRIDE = new Shape(2, 2);
    private static final Shape PADDING = new Shape(1, 1);

    private ResNetTrunk() { }

    static Trunk.Layers within(Scope scope, Style style) {
        Backbone backbone = style.backbone();
        int width = backbone.planes(1);
        return new Trunk.Layers(
                stem(scope, style, width).then(style.stage(
                        scope.at("layer1"), width, backbone.planes(1), backbone.depth(1), Resampling.NONE)),
                style.stage(scope.at("layer2"), backbone.channels(1), backbone.planes(2), backbone.depth(2),
                        Resampling.HALVED),
                style.stage(scope.at("layer3"), backbone.channels(2), backbone.planes(3), backbone.depth(3),
                        Resampling.HALVED));
    }

    private static Layer stem(Scope scope, Style style, int width) {
        Layer convolution = new Convolution(scope.at("conv1"), 3, width, 7, 2);
        Layer pool = (x, mode) -> Pool.maxPool2d(x, WINDOW, STRIDE, PADDING, false);
        return convolution
                .then(style.normalization(scope.at("bn1"), width))
                .then(style.activationLayer())
                .then(pool);
    }
}
