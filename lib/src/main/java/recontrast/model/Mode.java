package recontrast.model;

/** Which statistics batch normalisation uses. */
public enum Mode {
    /** The batch's own; the running ones are updated. */
    TRAIN,
    /** The running ones, unchanged. */
    EVAL
}
