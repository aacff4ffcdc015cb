package recontrast.model;

/** What an encoder is built as: from images to the three feature maps. */
public enum Trunk {
    /** Stem and layer1 to layer3 of a ResNet, by torchvision's names; layer4 and the classifier are left out. */
    RESNET {
        @Override
        Layers within(Scope scope, Backbone backbone, Normalization normalization) {
            return new ResNet(backbone, normalization, Activation.RELU).trunk(scope);
        }
    },
    /** Stem and blocks 0 to 10 of EfficientNet-Lite0, by the names of its PyTorch file; the rest is left out. */
    EFFICIENTNET_LITE0 {
        @Override
        Layers within(Scope scope, Backbone backbone, Normalization normalization) {
            return new EfficientNetLite0(normalization).trunk(scope);
        }
    };

    /** Whether no nonlinearity bounds its features, so that they may be negative. */
    boolean linearFeatures() {
        return this == EFFICIENTNET_LITE0;
    }

    /** Registers the trunk's tensors under {@code scope}. */
    abstract Layers within(Scope scope, Backbone backbone, Normalization normalization);

    /**
     * The trunk, cut where features are taken.
     *
     * @param layer1 from images, (B, 3, H, W), to the first map
     * @param layer2 from the first to the second
     * @param layer3 from the second to the third
     */
    record Layers(ReadableLayer layer1, ReadableLayer layer2, ReadableLayer layer3) { }
}
