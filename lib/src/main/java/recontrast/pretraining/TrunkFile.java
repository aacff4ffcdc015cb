package recontrast.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.weights.Safetensors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An encoder's tensors in a safetensors file, floating-point values in half precision. */
record TrunkFile(Path path) {

    void write(Parameters trunk) {
        try (NDManager scratch = trunk.manager().newSubManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            for (Parameter parameter : trunk.all()) {
                NDArray stored = parameter.stored();
                NDArray kept = stored.getDataType().isFloating() ? stored.toType(DataType.FLOAT16, true) : stored.duplicate();
                kept.attach(scratch);
                tensors.put(parameter.name(), kept);
            }
            Safetensors.write(tensors, path);
        }
    }
}
