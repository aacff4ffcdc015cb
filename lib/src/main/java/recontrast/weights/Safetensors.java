package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named tensors in the safetensors format. */
public final class Safetensors {

    private Safetensors() { }

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException if the file is missing or no safetensors file
     */
    public static TensorFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected a .safetensors file at " + file + "; found "
                    + (Files.exists(file) ? "a folder" : "nothing") + ": check the path");
        }
        try {
            RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
            try {
                ByteSource bytes = new ByteSource.OfFile(opened, opened.length());
                return new TensorFile(file.toString(), tensors(bytes, file.toString()), opened);
            } catch (IOException | RuntimeException refused) {
                opened.close();
                throw refused;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Opens a resource of this library. */
    static TensorFile open(InputStream resource, String name) throws IOException {
        return new TensorFile(name, tensors(new ByteSource.OfArray(resource.readAllBytes()), name), () -> { });
    }

    private static Map<String, StoredTensor> tensors(ByteSource bytes, String name) {
        try {
            return SafetensorsHeader.read(bytes).tensors();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("expected tensors in the safetensors format in " + name
                    + "; found something else (" + reason(e) + "): is the file complete?", e);
        }
    }

    /** Jackson's own messages go on over several lines. */
    private static String reason(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    }

    /**
     * Reads a whole file.
     *
     * @param owner the tensors' manager and device
     * @throws IllegalArgumentException if the file is missing or no safetensors file
     */
    public static Map<String, NDArray> read(Path file, NDManager owner) {
        try (TensorFile open = open(file)) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            open.tensors().keySet().forEach(name -> tensors.put(name, open.read(name, owner)));
            return tensors;
        }
    }

    /** Writes to a temporary name beside {@code file}, then moves: the file is the old one or the whole new one. */
    public static void write(Map<String, NDArray> tensors, Path file) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                encode(tensors, out);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " (" + e.getMessage()
                    + "): is there space, and may this user write there?", e);
        }
    }

    private static void encode(Map<String, NDArray> tensors, OutputStream out) throws IOException {
        NDList named = new NDList(tensors.size());
        tensors.forEach((name, tensor) -> {
            NDArray view = tensor.stopGradient();
            view.setName(name);
            named.add(view);
        });
        try (NDManager scratch = named.head().getManager().newSubManager()) {
            named.attach(scratch); // and with them the copies that the engine makes of tensors stored channels last
            named.encode(out, NDList.Encoding.SAFETENSORS);
        }
    }
}
