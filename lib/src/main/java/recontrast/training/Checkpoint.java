package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.weights.Safetensors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A model in a safetensors file, by the published PyTorch model's names and shapes; with moments, to go on training.
 */
public final class Checkpoint {

    /** What the names of moments start with. */
    static final String OPTIMIZER = "optimizer.";

    /** In the published model's files, used by nothing. */
    private static final Set<String> UNUSED_MODULES = Set.of("bottleneck.conv4.", "bottleneck.bn4.");

    private Checkpoint() { }

    /** Writes all tensors of a model. */
    public static void save(Parameters parameters, Path file) {
        Safetensors.write(tensors(parameters), file);
    }

    /** Writes a model and the state of its optimisers. */
    static void save(Parameters parameters, Map<String, NDArray> optimizers, Path file) {
        Map<String, NDArray> tensors = tensors(parameters);
        tensors.putAll(optimizers);
        Safetensors.write(tensors, file);
    }

    private static Map<String, NDArray> tensors(Parameters parameters) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        parameters.all().forEach(parameter -> tensors.put(parameter.name(), parameter.stored()));
        return tensors;
    }

    /**
     * Reads a model; every tensor must be there, and no other.
     *
     * @throws IllegalArgumentException if a tensor is missing, unknown or of another shape
     */
    public static void load(Parameters parameters, Path file) {
        try (NDManager reading = parameters.manager().newSubManager()) {
            load(parameters, Safetensors.read(file, reading), file);
        }
    }

    /**
     * Reads a model and the state of its optimisers.
     *
     * @param optimizers take up the tensors whose names start with {@value #OPTIMIZER}
     */
    static void load(Parameters parameters, Consumer<Map<String, NDArray>> optimizers, Path file) {
        try (NDManager reading = parameters.manager().newSubManager()) {
            Map<String, NDArray> tensors = Safetensors.read(file, reading);
            optimizers.accept(tensors);
            tensors.keySet().removeIf(name -> name.startsWith(OPTIMIZER));
            load(parameters, tensors, file);
        }
    }

    private static void load(Parameters parameters, Map<String, NDArray> tensors, Path file) {
        for (Parameter parameter : parameters.all()) {
            NDArray tensor = tensors.remove(parameter.name());
            if (tensor == null) {
                throw new IllegalArgumentException("expected " + parameter.name() + " in " + file
                        + "; found no such tensor: is it the checkpoint of another configuration or backbone?");
            }
            parameters.load(parameter.name(), tensor);
        }
        tensors.keySet().removeIf(name -> UNUSED_MODULES.stream().anyMatch(name::startsWith));
        if (!tensors.isEmpty()) {
            throw new IllegalArgumentException("expected only the tensors of this model in " + file + "; found "
                    + tensors.keySet().iterator().next() + " too: is it the checkpoint of another configuration?");
        }
    }
}
