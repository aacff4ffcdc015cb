package recontrast.model;

import java.util.List;

/**
 * A ResNet as a row of numbers: everything that tells one encoder from another, and with it bottleneck and decoder.
 *
 * @param name the name used on the command line, in run files and in tables
 * @param block kind of residual block
 * @param width channels of the stem; stage k has {@code width * 2^(k-1)} planes
 * @param widening factor on the planes of the inner convolution of a bottleneck block (2 in a wide ResNet)
 * @param depths blocks of layer1 to layer4; layer4 is the stage inside the one-class bottleneck
 */
public record Backbone(String name, BlockKind block, int width, int widening, List<Integer> depths) {

    /** ResNet-18 (He et al. 2016), 11 M parameters with its classifier. */
    public static final Backbone RESNET18 = new Backbone("resnet18", BlockKind.BASIC, 64, 1, List.of(2, 2, 2, 2));

    /** ResNet-50 (He et al. 2016). */
    public static final Backbone RESNET50 = new Backbone("resnet50", BlockKind.BOTTLENECK, 64, 1, List.of(3, 4, 6, 3));

    /** Wide ResNet-50-2 (Zagoruyko and Komodakis 2016), the paper's default backbone. */
    public static final Backbone WIDE_RESNET50_2 =
            new Backbone("wide_resnet50_2", BlockKind.BOTTLENECK, 64, 2, List.of(3, 4, 6, 3));

    /** A ResNet-18 of half the width, small enough to ship with this library, pretrained on procedural images. */
    public static final Backbone EMBEDDED = new Backbone("embedded", BlockKind.BASIC, 32, 1, List.of(2, 2, 2, 2));

    /** All backbones that can be named. */
    public static final List<Backbone> ALL = List.of(EMBEDDED, RESNET18, RESNET50, WIDE_RESNET50_2);

    public Backbone {
        depths = List.copyOf(depths);
        if (depths.size() != 4 || width < 1 || widening < 1) {
            throw new IllegalArgumentException(
                    "a backbone has four stages, a positive width and widening; found depths " + depths + ", width "
                            + width + ", widening " + widening);
        }
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
        return width << (stage - 1);
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
