package recontrast.cli;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/** The tensor engine and its native libraries. */
final class Natives {

    private Natives() { }

    /**
     * Loads them.
     *
     * @throws IllegalStateException saying what to do where they do not load
     */
    static String version() {
        Engine engine = engine();
        return engine.getEngineName() + " " + engine.getVersion() + " (DJL " + Engine.getDjlVersion() + ")";
    }

    static int gpus() {
        return engine().getGpuCount();
    }

    private static Engine engine() {
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | IllegalArgumentException | LinkageError e) {
            throw new IllegalStateException("expected PyTorch's native libraries for " + System.getProperty("os.name")
                    + " " + System.getProperty("os.arch") + "; they do not load (" + e.getMessage()
                    + "): build with environment/recontrast, or unset PYTORCH_LIBRARY_PATH", e);
        }
    }
}
