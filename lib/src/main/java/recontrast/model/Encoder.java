package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;

/** The trunk of a ResNet, stem and layer1 to layer3, by torchvision's names; layer4 and the classifier are left out. */
public final class Encoder {

    private static final Shape WINDOW = new Shape(3, 3);
    private static final Shape STRIDE = new Shape(2, 2);
    private static final Shape PADDING = new Shape(1, 1);

    private final Layer stem;
    private final Layer layer1;
    private final Layer layer2;
    private final Layer layer3;

    /** Registers the encoder's tensors under {@code scope}. */
    public Encoder(Backbone backbone, Scope scope, Normalization normalization) {
        Style style = new Style(backbone, normalization, Activation.RELU);
        int width = backbone.width();
        this.stem = stem(scope, style, width);
        this.layer1 = style.stage(scope.at("layer1"), width, backbone.planes(1), backbone.depth(1), Resampling.NONE);
        this.layer2 = style.stage(
                scope.at("layer2"), backbone.channels(1), backbone.planes(2), backbone.depth(2), Resampling.HALVED);
        this.layer3 = style.stage(
                scope.at("layer3"), backbone.channels(2), backbone.planes(3), backbone.depth(3), Resampling.HALVED);
    }

    private static Layer stem(Scope scope, Style style, int width) {
        Layer convolution = new Convolution(scope.at("conv1"), 3, width, 7, 2);
        Layer pool = (x, mode) -> Pool.maxPool2d(x, WINDOW, STRIDE, PADDING, false);
        return convolution
                .then(style.normalization(scope.at("bn1"), width))
                .then(style.activationLayer())
                .then(pool);
    }

    /**
     * Features of normalised images.
     *
     * @param images (B, 3, S, S), S a multiple of 32
     */
    public Features features(NDArray images, Mode mode) {
        NDArray first = layer1.apply(stem.apply(images, mode), mode);
        NDArray second = layer2.apply(first, mode);
        return new Features(first, second, layer3.apply(second, mode));
    }
}
