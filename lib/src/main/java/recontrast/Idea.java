package recontrast;

/** The five ideas that lead from reverse distillation to ReContrast (paper, Table 6), in the paper's order. */
public enum Idea {
    /** Compare feature maps as one flattened vector an image, not point by point. */
    GLOBAL_DISTANCE("gl", "global distance"),
    /** Let the encoder train too, at a small learning rate. */
    OPTIMIZED_ENCODER("en", "optimised encoder"),
    /** Detach the targets, so that the loss does not pay for easy features. */
    STOP_GRADIENT("sg", "stop gradient"),
    /** Keep a frozen copy of the encoder; the two reconstruct each other. */
    CONTRASTIVE_PAIRS("cp", "contrastive pairs"),
    /** Give no gradient to points that are already reconstructed well. */
    HARD_NORMAL_MINING("hm", "hard-normal mining");

    private final String shortTitle;
    private final String title;

    Idea(String shortTitle, String title) {
        this.shortTitle = shortTitle;
        this.title = title;
    }

    /** A few letters, for the head of a column. */
    public String shortTitle() {
        return shortTitle;
    }

    /** The idea in the words of the paper's table. */
    public String title() {
        return title;
    }
}
