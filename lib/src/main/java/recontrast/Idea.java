package recontrast;

/** The five ideas that lead from reverse distillation to ReContrast (paper, Table 6), in the paper's order. */
public enum Idea {
    /** Compare feature maps as one flattened vector an image, not point by point. */
    GLOBAL_DISTANCE("global distance"),
    /** Let the encoder train too, at a small learning rate. */
    OPTIMIZED_ENCODER("optimised encoder"),
    /** Detach the targets, so that the loss does not pay for easy features. */
    STOP_GRADIENT("stop gradient"),
    /** Keep a frozen copy of the encoder; the two reconstruct each other. */
    CONTRASTIVE_PAIRS("contrastive pairs"),
    /** Give no gradient to points that are already reconstructed well. */
    HARD_NORMAL_MINING("hard-normal mining");

    private final String title;

    Idea(String title) {
        this.title = title;
    }

    /** The idea in the words of the paper's table. */
    public String title() {
        return title;
    }
}
