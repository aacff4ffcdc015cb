package recontrast.report.network;

/** What runs along an arrow. */
public enum Flow {
    /** Images and features, on the way to be reconstructed. */
    FEATURES,
    /** Features as an encoder gives them, to compare the reconstruction with. */
    TARGET,
    /** The gradient of the loss, backwards. */
    GRADIENT,
    /** The gradient that stop gradient keeps from an encoder. */
    STOPPED_GRADIENT
}
