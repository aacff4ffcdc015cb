package recontrast.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network on paper: what it holds and what an image costs, counted without building it (paper, Table A5).
 *
 * @param architecture that is counted
 * @param side of the images, in pixels
 */
public record Blueprint(Architecture architecture, int side) {

    private static final int BYTES = 4; // of a number in single precision
    private static final int MOMENTS = 2; // of AdamW, a weight
    private static final int COMPARISON = 7; // tensors that a pair's distances keep: products, squares, the hard points

    /** Multiply-accumulates of an image through encoders, bottleneck, decoder and projections. */
    public long macs() {
        return encoders().stream().mapToLong(PartSize::macs).sum()
                + views() * student().stream().mapToLong(PartSize::macs).sum()
                + projections().stream().mapToLong(PartSize::macs).sum();
    }

    /**
     * The same as the paper's figures have it, up to normalisation: each output point of a transposed convolution for
     * a whole window, and both projections of either view, half of which nothing uses.
     */
    public long windowMacs() {
        return encoders().stream().mapToLong(PartSize::windowMacs).sum()
                + views() * student().stream().mapToLong(PartSize::windowMacs).sum()
                + views() * projections().stream().mapToLong(PartSize::windowMacs).sum();
    }

    /**
     * Multiply-accumulates of a training step an image, frozen features kept: forward through all that is trained, and
     * twice as many back, to inputs and to weights.
     */
    public long stepMacs() {
        return 3 * ((frozen() ? 0 : encoders().get(0).macs())
                + views() * student().stream().mapToLong(PartSize::macs).sum()
                + projections().stream().mapToLong(PartSize::macs).sum());
    }

    /** All weights that the network computes with, frozen encoders too. */
    public long parameters() {
        return parts().mapToLong(PartSize::parameters).sum();
    }

    /**
     * Bytes of the tensors of a training step of so many images, as if all of them lived to its end: weights,
     * gradients, AdamW's moments, and what every operation puts out. Much of that is let go sooner; the gradients of
     * outputs and the frozen features that are kept to save time come on top.
     */
    public long stepBytes(int batch) {
        PartSize encoder = encoders().get(0);
        long trained = Stream.concat(student().stream(), projections().stream()).mapToLong(PartSize::parameters).sum()
                + (frozen() ? 0 : encoder.parameters());
        long image = (frozen() ? 0 : encoder.kept())
                + views() * student().stream().mapToLong(PartSize::kept).sum()
                + projections().stream().mapToLong(PartSize::kept).sum()
                + views() * (COMPARISON + 1L) * features(); // and once to join them with the other view's
        return BYTES * (parameters() + (1 + MOMENTS) * trained + batch * image);
    }

    /** Numbers in the three feature maps of an image. */
    private long features() {
        return Stream.of(1, 2, 3).mapToLong(stage -> {
            long across = side >> stage + 1;
            return architecture.backbone().channels(stage) * across * across;
        }).sum();
    }

    /** Every convolution by name. */
    List<LayerSize> layers() {
        return parts().flatMap(part -> part.layers().stream()).toList();
    }

    private Stream<PartSize> parts() {
        return Stream.of(encoders(), student(), projections()).flatMap(List::stream);
    }

    private boolean crossed() {
        return architecture.pairing() == Architecture.Pairing.CROSS;
    }

    /** Whether no encoder is trained. */
    private boolean frozen() {
        return architecture.encoderTraining() == EncoderTraining.FROZEN;
    }

    /** How often an image passes bottleneck and decoder: once for each encoder. */
    private long views() {
        return crossed() ? 2 : 1;
    }

    private List<PartSize> encoders() {
        List<PartSize> encoders = new ArrayList<>(List.of(PartSize.encoder("encoder", architecture.backbone(), side)));
        if (crossed()) {
            encoders.add(PartSize.encoder("encoder_freeze", architecture.backbone(), side));
        }
        return encoders;
    }

    private List<PartSize> student() {
        return List.of(PartSize.bottleneck(architecture.backbone(), side),
                PartSize.decoder(architecture.backbone(), side));
    }

    private List<PartSize> projections() {
        return crossed() ? List.of(PartSize.projections(architecture.backbone(), side)) : List.of();
    }
}
