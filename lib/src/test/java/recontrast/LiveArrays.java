package recontrast;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import recontrast.run.Compute;

/** Tensors that the engine holds in this process, whoever owns them. */
public final class LiveArrays {

    private LiveArrays() { }

    public static int count() {
        try (NDManager any = Compute.manager(Device.cpu())) {
            return any.getParentManager().getManagedArrays().size();
        }
    }
}
