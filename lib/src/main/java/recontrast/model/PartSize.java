package recontrast.model;

import recontrast.model.LayerSize.Kind;

import java.util.ArrayList;
import java.util.List;

/** One part of a network on paper: its convolutions, and what a training step keeps of it. */
final class PartSize {

    private final String name;
    private final Backbone backbone;
    private final List<LayerSize> layers = new ArrayList<>();
    private long between; // numbers that activations and sums put out for an image

    private PartSize(String name, Backbone backbone) {
        this.name = name;
        this.backbone = backbone;
    }

    /** {@link Encoder} under that name, for images of that side. */
    static PartSize encoder(String name, Backbone backbone, int side) {
        PartSize encoder = new PartSize(name, backbone);
        switch (backbone.trunk()) {
            case RESNET -> encoder.resNet(side);
            case EFFICIENTNET_LITE0 -> encoder.efficientNetLite0(side);
        }
        return encoder;
    }

    private void resNet(int side) {
        int width = backbone.planes(1);
        activated(add(".conv1", 3, width, 7, side / 2));
        between += (long) width * (side / 4) * (side / 4); // pooled
        stage(".layer1", width, 1, Resampling.NONE, side / 4);
        stage(".layer2", backbone.channels(1), 2, Resampling.HALVED, side / 8);
        stage(".layer3", backbone.channels(2), 3, Resampling.HALVED, side / 16);
    }

    private void efficientNetLite0(int side) {
        activated(add("._conv_stem", 3, EfficientNetLite0.STEM, 3, side / 2));
        int before = side / 2;
        for (EfficientNetLite0.Block block : EfficientNetLite0.blocks().stream().flatMap(List::stream).toList()) {
            String at = "._blocks." + block.index();
            int after = before / block.stride();
            if (block.expands()) {
                activated(add(at + "._expand_conv", block.in(), block.inner(), 1, before));
            }
            LayerSize filters = new LayerSize(
                    name + at + "._depthwise_conv", Kind.DEPTHWISE, 1, block.inner(), block.kernel(), after);
            layers.add(filters);
            activated(filters);
            activated(add(at + "._project_conv", block.inner(), block.out(), 1, after)); // the sum, where there is one
            before = after;
        }
    }

    /** {@link Bottleneck}. */
    static PartSize bottleneck(Backbone backbone, int side) {
        PartSize bottleneck = new PartSize("bottleneck", backbone);
        int third = backbone.channels(3);
        bottleneck.activated(bottleneck.add(".conv1", backbone.channels(1), backbone.channels(2), 3, side / 8));
        bottleneck.activated(bottleneck.add(".conv2", backbone.channels(2), third, 3, side / 16));
        bottleneck.activated(bottleneck.add(".conv3", backbone.channels(2), third, 3, side / 16));
        bottleneck.between += 3L * third * (side / 16) * (side / 16); // fused
        bottleneck.stage(".bn_layer", 3 * third, 4, Resampling.HALVED, side / 32);
        return bottleneck;
    }

    /** {@link Decoder}. */
    static PartSize decoder(Backbone backbone, int side) {
        PartSize decoder = new PartSize("decoder", backbone);
        for (int layer = 1; layer <= 3; layer++) {
            int stage = 4 - layer; // that it mirrors
            decoder.stage(".layer" + layer, backbone.channels(stage + 1), stage, backbone.depth(layer),
                    Resampling.DOUBLED, side >> stage + 1);
        }
        return decoder;
    }

    /** {@link Projection}, both sets; an image passes each once. */
    static PartSize projections(Backbone backbone, int side) {
        PartSize projections = new PartSize("decoder", backbone);
        for (int stage = 1; stage <= 3; stage++) {
            for (int set = 0; set < 2; set++) {
                int channels = backbone.channels(stage);
                projections.layers.add(new LayerSize("decoder.out" + stage + '.' + set, Kind.PROJECTION, channels,
                        channels, 1, side >> stage + 1));
            }
        }
        return projections;
    }

    private void stage(String at, int in, int stage, Resampling resampling, int side) {
        stage(at, in, stage, backbone.depth(stage), resampling, side);
    }

    /** Of the planes of a stage of the encoder; {@code side} is the output's. */
    private void stage(String at, int in, int stage, int blocks, Resampling resampling, int side) {
        block(at + ".0", in, backbone.planes(stage), resampling, side);
        for (int block = 1; block < blocks; block++) {
            block(at + '.' + block, backbone.channels(stage), backbone.planes(stage), Resampling.NONE, side);
        }
    }

    private void block(String at, int in, int planes, Resampling resampling, int side) {
        int out = planes * backbone.block().expansion();
        if (backbone.block() == BlockKind.BASIC) {
            activated(spatial(at + ".conv1", in, planes, resampling, side));
            add(at + ".conv2", planes, planes, 3, side);
        } else {
            int inner = planes * backbone.widening();
            activated(add(at + ".conv1", in, inner, 1, before(resampling, side)));
            activated(spatial(at + ".conv2", inner, inner, resampling, side));
            add(at + ".conv3", inner, out, 1, side);
        }
        if (resampling == Resampling.DOUBLED) {
            layers.add(new LayerSize(name + at + ".upsample.0", Kind.TRANSPOSED, in, out, 2, side));
        } else if (resampling == Resampling.HALVED || in != out) {
            add(at + ".downsample.0", in, out, 1, side);
        }
        between += 2L * out * side * side; // the sum, then activated
    }

    private static int before(Resampling resampling, int side) {
        return switch (resampling) {
            case NONE -> side;
            case HALVED -> 2 * side;
            case DOUBLED -> side / 2;
        };
    }

    private LayerSize spatial(String at, int in, int out, Resampling resampling, int side) {
        if (resampling != Resampling.DOUBLED) {
            return add(at, in, out, 3, side);
        }
        LayerSize layer = new LayerSize(name + at, Kind.TRANSPOSED, in, out, 2, side);
        layers.add(layer);
        return layer;
    }

    private LayerSize add(String at, int in, int out, int kernel, int side) {
        LayerSize layer = new LayerSize(name + at, Kind.PLAIN, in, out, kernel, side);
        layers.add(layer);
        return layer;
    }

    private void activated(LayerSize layer) {
        between += layer.points();
    }

    List<LayerSize> layers() {
        return layers;
    }

    long parameters() {
        return layers.stream().mapToLong(LayerSize::parameters).sum();
    }

    long macs() {
        return layers.stream().mapToLong(LayerSize::macs).sum();
    }

    long windowMacs() {
        return layers.stream().mapToLong(LayerSize::windowMacs).sum();
    }

    /** Numbers in the tensors that a training step keeps of an image until its end. */
    long kept() {
        return between + layers.stream().mapToLong(LayerSize::kept).sum();
    }
}
