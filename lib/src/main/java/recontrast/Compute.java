package recontrast;

import ai.djl.Device;
import ai.djl.engine.Engine;

import java.util.Optional;

/** What tensors are computed on. */
public final class Compute {

    private Compute() { }

    /** The device that the environment variable RECONTRAST_DEVICE names; by default a GPU where there is one. */
    public static Device standardDevice() {
        return device(Optional.ofNullable(System.getenv("RECONTRAST_DEVICE")).orElse("auto"));
    }

    /**
     * A device by name.
     *
     * @param name {@code auto}, {@code cpu}, {@code gpu} or {@code gpu1}, {@code gpu2} and so on
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Device device(String name) {
        int gpus = Engine.getEngine("PyTorch").getGpuCount();
        if (name.equals("auto")) {
            return gpus > 0 ? Device.gpu() : Device.cpu();
        }
        if (!name.matches("cpu|gpu\\d*")) {
            throw new IllegalArgumentException("expected device auto, cpu, gpu or gpu1, gpu2, ...; found " + name);
        }
        Device device = Device.fromName(name);
        if (device.isGpu() && device.getDeviceId() >= gpus) {
            throw new IllegalArgumentException("expected a GPU for device " + name + "; found " + gpus
                    + " that the engine can use: run `recontrast doctor`, or choose device cpu");
        }
        return device;
    }
}
