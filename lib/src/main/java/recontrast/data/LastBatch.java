package recontrast.data;

import org.apiguardian.api.API;

/** What becomes of the samples of an epoch that do not fill a batch. */
@API(status = API.Status.EXPERIMENTAL)
public enum LastBatch {

    /** They make a smaller batch. */
    KEPT,

    /** They are left out of that epoch; another shuffle leaves out others. */
    DROPPED
}
