package recontrast.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import picocli.CommandLine.Option;
import recontrast.run.Compute;

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
        engine();
        return Compute.device(device);
    }

    /**
     * The tensor engine, its native libraries loaded.
     *
     * @throws IllegalStateException saying what to do where they do not load
     */
    static Engine engine() {
        try {
            return Compute.engine();
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            throw new IllegalStateException("expected PyTorch's native libraries for " + System.getProperty("os.name")
                    + " " + System.getProperty("os.arch") + "; they do not load (" + e.getMessage()
                    + "): build with environment/recontrast, or unset PYTORCH_LIBRARY_PATH", e);
        }
    }
}
