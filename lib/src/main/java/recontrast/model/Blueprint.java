package recontrast.model;

import java.util.List;

/** A network on paper: what it holds and what an image costs, counted without a tensor (paper, Table A5). */
public final class Blueprint {

    private static final int BYTES = 4; // of a number in single precision
    private static final int MOMENTS = 2; // of AdamW, a weight
    private static final int COMPARISON = 7; // tensors that a pair's distances keep: products, squares, the hard points

    private final Architecture architecture;
    private final Parameters parameters = Parameters.onPaper();
    private final List<Profile> features;
    private final Profile encoder;
    private final Profile student; // bottleneck and decoder
    private final Profile projections; // both sets; an image passes each once

    /**
     * For images of one size.
     *
     * @param height in pixels
     */
    public Blueprint(Architecture architecture, int height, int width) {
        Backbone backbone = architecture.backbone();
        Scope root = parameters.root();
        this.architecture = architecture;
        this.features = new Encoder(backbone, root.at("encoder"), Normalization.BATCH).count(height, width);
        this.encoder = features.get(2);
        if (crossed()) {
            new Encoder(backbone, root.at("encoder_freeze"), Normalization.BATCH);
        }
        Profile embedding = new Bottleneck(architecture, parameters).read(features, Counting.ON_PAPER);
        List<Profile> decoded = new Decoder(architecture, parameters).read(embedding, Counting.ON_PAPER);
        this.student = decoded.get(0);
        this.projections = !crossed() ? Profile.of(0, 0, 0)
                : Projection.ontoFrozen(architecture, parameters).count(decoded)
                        .and(Projection.ontoTrained(architecture, parameters).count(decoded));
    }

    private boolean crossed() {
        return architecture.pairing() == Architecture.Pairing.CROSS;
    }

    /** How often an image passes bottleneck and decoder, and how many encoders: once for each of them. */
    private int views() {
        return crossed() ? 2 : 1;
    }

    /** Whether no encoder is trained. */
    private boolean frozen() {
        return architecture.encoderTraining() == EncoderTraining.FROZEN;
    }

    /** Multiply-accumulates of an image through encoders, bottleneck, decoder and projections. */
    public long macs() {
        return views() * (encoder.macs() + student.macs()) + projections.macs();
    }

    /**
     * The same as the paper's figures have it, up to normalisation: each output point of a transposed convolution for
     * a whole window, and both projections of either view, half of which nothing uses.
     */
    public long windowMacs() {
        return views() * (encoder.windowMacs() + student.windowMacs() + projections.windowMacs());
    }

    /**
     * Multiply-accumulates of a training step an image, frozen features kept: forward through all that is trained, and
     * twice as many back, to inputs and to weights.
     */
    public long stepMacs() {
        return 3 * ((frozen() ? 0 : encoder.macs()) + views() * student.macs() + projections.macs());
    }

    /** All weights that the network computes with, frozen encoders too. */
    public long parameters() {
        return weights("");
    }

    private long weights(String... prefixes) {
        return parameters.weights(prefixes).stream().mapToLong(weight -> weight.stored().size()).sum();
    }

    /**
     * Bytes of the tensors of a training step of so many images, as if all of them lived to its end: weights,
     * gradients, AdamW's moments, and what every operation puts out. Much of that is let go sooner; the gradients of
     * outputs and the frozen features that are kept to save time come on top.
     */
    public long stepBytes(int batch) {
        long trained = frozen() ? weights("bottleneck.", "decoder.") : weights("bottleneck.", "decoder.", "encoder.");
        long compared = features.stream().mapToLong(Profile::points).sum();
        long image = (frozen() ? 0 : encoder.kept()) + views() * student.kept() + projections.kept()
                + views() * (COMPARISON + 1L) * compared; // and once to join them with the other view's
        return BYTES * (parameters() + (1 + MOMENTS) * trained + batch * image);
    }

    /** The tensors that the network has, without contents. */
    Parameters tensors() {
        return parameters;
    }

    /** The maps of an image that are reconstructed. */
    List<Profile> features() {
        return features;
    }
}
