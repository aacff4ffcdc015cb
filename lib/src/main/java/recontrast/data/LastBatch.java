package recontrast.data;

/** What becomes of the samples of an epoch that do not fill a batch. */
public enum LastBatch {

    /** They make a smaller batch. */
    KEPT,

    /** They are left out of that epoch; another shuffle leaves out others. */
    DROPPED
}
