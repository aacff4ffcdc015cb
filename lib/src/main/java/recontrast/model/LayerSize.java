package recontrast.model;

/**
 * A convolution on paper.
 *
 * @param name as its weight has it, without {@code .weight}: {@code encoder.layer1.0.conv1}
 * @param kind of convolution
 * @param in channels that a filter sees
 * @param out channels
 * @param kernel side of its window
 * @param side of its output, in points
 */
record LayerSize(String name, Kind kind, int in, int out, int kernel, int side) {

    /** What kind of convolution. */
    enum Kind {
        /** Without bias, a normalisation after it. */
        PLAIN,
        /** One filter a channel, a normalisation after it. */
        DEPTHWISE,
        /** Transposed, of kernel and stride 2, a normalisation after it: of its four weights a point takes one. */
        TRANSPOSED,
        /** With bias, nothing after it. */
        PROJECTION
    }

    /** Numbers that it puts out for an image. */
    long points() {
        return (long) out * side * side;
    }

    /** Multiply-accumulates for an image; normalisation and nonlinearity, which have few, are left out. */
    long macs() {
        return points() * in * (kind == Kind.TRANSPOSED ? 1 : kernel * kernel);
    }

    /** The same as counters do that take every output point of a transposed convolution for a whole window. */
    long windowMacs() {
        return points() * in * kernel * kernel;
    }

    /** Weights and bias, those of its normalisation too. */
    long parameters() {
        return (long) in * out * kernel * kernel + (kind == Kind.PROJECTION ? out : 2L * out);
    }

    /** Numbers in the tensors that a training step keeps of it until its end: its output, dealt out, normalised. */
    long kept() {
        return points() * switch (kind) {
            case PLAIN, DEPTHWISE -> 2;
            case TRANSPOSED -> 3;
            case PROJECTION -> 1;
        };
    }
}
