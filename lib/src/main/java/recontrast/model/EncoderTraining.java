package recontrast.model;

/** Whether and how the encoder takes part in training. */
public enum EncoderTraining {
    /** Its weights stay as pretrained; normalisation uses running statistics. */
    FROZEN(Mode.Statistics.RUNNING),
    /** Its weights are optimised; normalisation uses running statistics, as the paper does for some categories. */
    RUNNING_STATISTICS(Mode.Statistics.RUNNING),
    /** Its weights are optimised; normalisation uses the batch. */
    BATCH_STATISTICS(Mode.Statistics.BATCH);

    private final Mode.Statistics statistics;

    EncoderTraining(Mode.Statistics statistics) {
        this.statistics = statistics;
    }

    /** The encoder's mode while everything around it is in {@code mode}. */
    Mode within(Mode mode) {
        return mode.byBatch() ? new Mode(statistics, mode.precision()) : mode;
    }
}
