package recontrast.weights;

import recontrast.data.Found;
import recontrast.data.Printable;
import recontrast.weights.TorchUnpickler.Storage;
import recontrast.weights.TorchUnpickler.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Files that {@code torch.save} wrote, zipped or in the format before PyTorch 1.6.
 *
 * <p>The pickle in them is read by {@link TorchUnpickler}: nothing is executed. No memory is taken for a tensor before
 * it is known to be in the file.
 */
public final class TorchFile {

    /** A pickle of a thousand tensors has some 300 kB; more would only cost memory. */
    static final int LONGEST_PICKLE = 4 << 20;

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** What checkpoints usually call the model's tensors. */
    private static final List<String> IN_CHECKPOINTS = List.of("state_dict", "model_state_dict", "model");

    private static final String PARALLEL = "module."; // what nn.DataParallel puts before every name

    private TorchFile() { }

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException saying what is wrong if it is missing, incomplete or holds more than tensors
     */
    public static TensorFile open(Path file) {
        Found.requireFile(file, "a .pth file");
        try {
            byte[] start = start(file, OlderTorchFile.MAGIC.length);
            if (Arrays.equals(start, OlderTorchFile.MAGIC)) {
                return OlderTorchFile.open(file);
            }
            if (Arrays.equals(Arrays.copyOf(start, ZIP.length), ZIP)) {
                return ZippedTorchFile.open(file);
            }
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "cannot read " + file + ": " + Printable.oneLine(refused.getMessage()), refused);
        } catch (IOException | RuntimeException broken) {
            throw new IllegalArgumentException("cannot read " + file + ": expected a whole file of torch.save; found"
                    + " one that is cut off or damaged (" + reason(broken) + "): download or copy it again", broken);
        }
        throw new IllegalArgumentException("cannot read " + file + ": expected a file of torch.save; found another kind"
                + " of file: download it again, or save one with torch.save(model.state_dict(), FILE)");
    }

    private static String reason(Exception broken) {
        return broken instanceof IOException && broken.getMessage() != null ? broken.getMessage()
                : broken.getClass().getSimpleName();
    }

    private static byte[] start(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.copyOf(in.readNBytes(bytes), bytes);
        }
    }

    /**
     * The tensors of a model, each where its storage lies: by name in {@code content}, or in the dictionary of a usual
     * name in it, as in checkpoints.
     *
     * @throws IllegalArgumentException if there are none
     */
    static Map<String, StoredTensor> stored(Object content, Function<Storage, ByteSource> storages, ByteOrder order) {
        Stream<Object> places = Stream.concat(Stream.of(content), IN_CHECKPOINTS.stream().flatMap(name ->
                content instanceof Map<?, ?> checkpoint ? Stream.ofNullable(checkpoint.get(name)) : Stream.empty()));
        Map<String, Tensor> tensors = places.map(TorchFile::named).filter(found -> !found.isEmpty()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected tensors by name, alone or under "
                        + String.join(", ", IN_CHECKPOINTS) + "; found " + kind(content)
                        + ": save the tensors alone, torch.save(model.state_dict(), FILE)"));
        boolean parallel = tensors.keySet().stream().allMatch(name -> name.startsWith(PARALLEL));
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> stored.put(parallel ? name.substring(PARALLEL.length()) : name,
                new StoredTensor(storages.apply(tensor.storage()), tensor.storage().type(), order, tensor.firstItem(),
                        tensor.items())));
        return stored;
    }

    private static String kind(Object content) {
        return content instanceof Map<?, ?> map ? "a dictionary of " + map.keySet().stream().limit(8).toList()
                : "no dictionary";
    }

    private static Map<String, Tensor> named(Object content) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (content instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name instanceof String text && value instanceof Tensor tensor) {
                    tensors.put(text, tensor);
                }
            });
        }
        return tensors;
    }
}
