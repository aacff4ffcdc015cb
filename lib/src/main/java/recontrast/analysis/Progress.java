package recontrast.analysis;

/** Is told how far an analysis has come. */
@FunctionalInterface
public interface Progress {

    /** {@code done} of {@code total} parts are there. */
    void reached(int done, int total);

    /** Hears nothing. */
    static Progress silent() {
        return (done, total) -> { };
    }
}
