package recontrast.analysis;

import org.apiguardian.api.API;

/** Is told how far an analysis has come. */
@API(status = API.Status.STABLE)
@FunctionalInterface
public interface Progress {

    /** {@code done} of {@code total} parts are there. */
    void reached(int done, int total);

    /** Hears nothing. */
    static Progress silent() {
        return (done, total) -> { };
    }
}
