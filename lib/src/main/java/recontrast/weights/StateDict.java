package recontrast.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors of a model in a PyTorch file, alone or in a checkpoint beside other things. */
record StateDict(Map<String, TorchTensor> tensors) {

    /** What checkpoints usually call the model's tensors. */
    private static final List<String> IN_CHECKPOINTS = List.of("state_dict", "model_state_dict", "model");

    private static final String PARALLEL = "module."; // what nn.DataParallel puts before every name

    /**
     * Finds them: the tensors by name in {@code content}, or in the dictionary of a usual name in it.
     *
     * @throws IllegalArgumentException if there are none
     */
    static StateDict in(Object content) {
        Map<String, TorchTensor> own = named(content);
        return own.isEmpty() ? inCheckpoint(content) : new StateDict(own);
    }

    private static StateDict inCheckpoint(Object content) {
        return IN_CHECKPOINTS.stream()
                .map(name -> content instanceof Map<?, ?> checkpoint ? named(checkpoint.get(name)) : named(content))
                .filter(tensors -> !tensors.isEmpty())
                .findFirst()
                .map(StateDict::new)
                .orElseThrow(() -> new IllegalArgumentException("expected tensors by name, alone or under "
                        + String.join(", ", IN_CHECKPOINTS) + "; found " + kind(content)
                        + ": save the tensors alone, torch.save(model.state_dict(), FILE)"));
    }

    private static String kind(Object content) {
        return content instanceof Map<?, ?> map ? "a dictionary of " + map.keySet().stream().limit(8).toList()
                : "no dictionary";
    }

    private static Map<String, TorchTensor> named(Object content) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name instanceof String text && value instanceof TorchTensor tensor) {
                    tensors.put(text, tensor);
                }
            });
        }
        return tensors.keySet().stream().allMatch(name -> name.startsWith(PARALLEL)) ? withoutPrefix(tensors) : tensors;
    }

    private static Map<String, TorchTensor> withoutPrefix(Map<String, TorchTensor> tensors) {
        Map<String, TorchTensor> bare = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> bare.put(name.substring(PARALLEL.length()), tensor));
        return bare;
    }
}
