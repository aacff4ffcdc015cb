package recontrast.model;

import org.apiguardian.api.API;

import java.util.List;

/**
 * Everything that tells one encoder from another, and with it bottleneck and decoder.
 *
 * @param name the name used on the command line, in run files and in tables
 * @param trunk what the encoder is built as
 * @param block kind of residual block of bottleneck and decoder, and of a ResNet's encoder
 * @param planes of stage 1 to 4; stage 4 is the one inside the one-class bottleneck
 * @param widening factor on the planes of the inner convolution of a bottleneck block (2 in a wide ResNet)
 * @param depths blocks of stage 1 to 4; the decoder has as many as the encoder's stage of that number
 */
@API(status = API.Status.STABLE)
public record Backbone(
        String name, Trunk trunk, BlockKind block, List<Integer> planes, int widening, List<Integer> depths) {

    /** ResNet-18 (He et al. 2016), 11 M parameters with its classifier. */
    public static final Backbone RESNET18 = new Backbone("resnet18", BlockKind.BASIC, 64, 1, List.of(2, 2, 2, 2));

    /** ResNet-50 (He et al. 2016). */
    public static final Backbone RESNET50 = new Backbone("resnet50", BlockKind.BOTTLENECK, 64, 1, List.of(3, 4, 6, 3));

    /** Wide ResNet-50-2 (Zagoruyko and Komodakis 2016), the paper's default backbone. */
    public static final Backbone WIDE_RESNET50_2 =
            new Backbone("wide_resnet50_2", BlockKind.BOTTLENECK, 64, 2, List.of(3, 4, 6, 3));

    /**
     * EfficientNet-Lite0 (Tan and Le 2019, without squeeze and excitation), whose ImageNet trunk is small enough to ship
     * with this library. Bottleneck and decoder are ResNet-18's, of this encoder's channels: 24, 40, 112, and 192 within
     * the bottleneck.
     */
    public static final Backbone EFFICIENTNET_LITE0 = new Backbone("efficientnet_lite0", Trunk.EFFICIENTNET_LITE0,
            BlockKind.BASIC, List.of(24, 40, 112, 192), 1, List.of(2, 2, 2, 2));

    /** All backbones that can be named. */
    public static final List<Backbone> ALL = List.of(EFFICIENTNET_LITE0, RESNET18, RESNET50, WIDE_RESNET50_2);

    public Backbone {
        planes = List.copyOf(planes);
        depths = List.copyOf(depths);
        if (planes.size() != 4 || depths.size() != 4 || planes.get(0) < 1 || widening < 1) {
            throw new IllegalArgumentException(
                    "a backbone has four stages, a positive width and widening; found depths " + depths + ", planes "
                            + planes + ", widening " + widening);
        }
    }

    /**
     * A ResNet.
     *
     * @param width channels of the stem; stage k has {@code width * 2^(k-1)} planes
     */
    public Backbone(String name, BlockKind block, int width, int widening, List<Integer> depths) {
        this(name, Trunk.RESNET, block, List.of(width, 2 * width, 4 * width, 8 * width), widening, depths);
    }

    /**
     * Finds a backbone by name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Backbone named(String name) {
        return ALL.stream()
                .filter(backbone -> backbone.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a backbone out of " + ALL.stream().map(Backbone::name).toList() + "; found " + name));
    }

    /** Planes of stage 1 to 4: 64, 128, 256, 512 for the published backbones. */
    int planes(int stage) {
        return planes.get(stage - 1);
    }

    /** Channels that stage 1 to 4 puts out: planes times the expansion of its blocks. */
    public int channels(int stage) {
        return planes(stage) * block.expansion();
    }

    /** Number of blocks in stage 1 to 4. */
    int depth(int stage) {
        return depths.get(stage - 1);
    }
}
