package recontrast.model;

import ai.djl.ndarray.NDArray;
import org.apiguardian.api.API;

/** Copies between tensors on the device; the engine's own copy goes through a buffer of the JVM and keeps it. */
@API(status = API.Status.INTERNAL)
public final class InPlace {

    private InPlace() { }

    /** Makes {@code target}, of the same shape and type, equal to {@code source}; both finite. */
    public static void copy(NDArray source, NDArray target) {
        target.subi(target).addi(source);
    }
}
