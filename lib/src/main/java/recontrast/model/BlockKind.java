package recontrast.model;

/** The two residual blocks of He et al. (2016). */
public enum BlockKind {
    /** Two 3x3 convolutions. */
    BASIC(1),
    /** 1x1, 3x3 and 1x1 convolutions, the last one to four times the planes. */
    BOTTLENECK(4);

    private final int expansion;

    BlockKind(int expansion) {
        this.expansion = expansion;
    }

    /** Channels out of a block, as a multiple of its planes. */
    public int expansion() {
        return expansion;
    }
}
