package recontrast.model;

/** Whether and how the encoder takes part in training. */
public enum EncoderTraining {
    /** Its weights stay as pretrained; normalisation uses running statistics. */
    FROZEN(Mode.EVAL),
    /** Its weights are optimised; normalisation uses running statistics, as the paper does for some categories. */
    RUNNING_STATISTICS(Mode.EVAL),
    /** Its weights are optimised; normalisation uses the batch. */
    BATCH_STATISTICS(Mode.TRAIN);

    private final Mode mode;

    EncoderTraining(Mode mode) {
        this.mode = mode;
    }

    /** The encoder's mode while everything around it is in {@code mode}. */
    Mode within(Mode mode) {
        return mode == Mode.EVAL ? Mode.EVAL : this.mode;
    }
}
