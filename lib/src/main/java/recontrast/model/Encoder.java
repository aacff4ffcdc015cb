package recontrast.model;

import ai.djl.ndarray.NDArray;

import java.util.List;

/** A backbone's trunk: from images to the features that are reconstructed. */
public final class Encoder {

    private final Trunk.Layers layers;

    /** Registers the encoder's tensors under {@code scope}. */
    public Encoder(Backbone backbone, Scope scope, Normalization normalization) {
        this.layers = backbone.trunk().within(scope, backbone, normalization);
    }

    /** The one called {@code encoder} in checkpoints. */
    Encoder(Architecture architecture, Parameters parameters) {
        this(architecture.backbone(), parameters.root().at("encoder"), architecture.encoderNormalization());
    }

    /**
     * Features of normalised images.
     *
     * @param images (B, 3, H, W), both multiples of 32
     */
    public Features features(NDArray images, Mode mode) {
        NDArray first = layers.layer1().apply(mode.precision().narrowed(images), mode);
        NDArray second = layers.layer2().apply(first, mode);
        return mode.precision().widened(new Features(first, second, layers.layer3().apply(second, mode)));
    }

    /** The maps of layer1 to layer3. */
    <V> List<V> read(V images, Reading<V> reading) {
        V first = layers.layer1().read(images, reading);
        V second = layers.layer2().read(first, reading);
        return List.of(first, second, layers.layer3().read(second, reading));
    }

    /** The three maps of an image of that size, on paper; what a map comes to holds what those before it do. */
    List<Profile> count(int height, int width) {
        return read(Profile.of(3, height, width), Counting.ON_PAPER);
    }
}
