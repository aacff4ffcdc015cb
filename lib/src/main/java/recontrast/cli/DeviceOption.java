package recontrast.cli;

import ai.djl.Device;
import picocli.CommandLine.Option;
import recontrast.Compute;

/** What to compute on. */
final class DeviceOption {

    @Option(names = "--device", paramLabel = "auto|cpu|gpu|gpuN", defaultValue = "${env:RECONTRAST_DEVICE:-auto}",
            description = "What to compute on (default: ${DEFAULT-VALUE}, a GPU where there is one).")
    private String device;

    /**
     * The device, by an engine that loads.
     *
     * @throws IllegalArgumentException if there is no such device
     * @throws IllegalStateException if the engine does not load
     */
    Device device() {
        Natives.version();
        return Compute.device(device);
    }
}
