package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An encoder's tensors in a file on this machine. */
record WeightFile(Path file, String id) implements Weights {

    WeightFile(Path file) {
        this(file, identify(file));
    }

    private static String identify(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected a .safetensors file with an encoder's weights at " + file
                    + "; found " + (Files.exists(file) ? "a folder" : "nothing") + ": check the path");
        }
        return file.getFileName() + "@" + Weights.digest(file);
    }

    @Override
    public Map<String, NDArray> tensors(NDManager owner) {
        return Safetensors.read(file, owner);
    }
}
