package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import recontrast.data.Found;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named tensors in the safetensors format. */
public final class Safetensors {

    private static final int CHUNK = 1 << 16;

    private Safetensors() { }

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException if the file is missing or no safetensors file
     */
    public static TensorFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected a .safetensors file at " + file + "; found "
                    + Found.at(file) + ": check the path");
        }
        try {
            RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
            return TensorFile.of(file, opened, () -> tensors(ByteSource.of(opened), file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Opens a resource of this library. */
    static TensorFile open(InputStream resource, String name) throws IOException {
        return new TensorFile(name, tensors(ByteSource.of(resource.readAllBytes()), name), () -> { });
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
            try (OutputStream out = Files.newOutputStream(partial)) {
                encode(tensors, out);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + " (" + e.getMessage()
                    + "): is there space, and may this user write there?", e);
        }
    }

    private static void encode(Map<String, NDArray> tensors, OutputStream out) throws IOException {
        byte[] header = header(tensors);
        out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
        out.write(header);
        byte[] chunk = new byte[CHUNK];
        for (NDArray tensor : tensors.values()) {
            encode(tensor, chunk, out);
        }
    }

    /** What a header says of a tensor, always in this order. */
    @JsonPropertyOrder({"dtype", "shape", "data_offsets"})
    private record Place(String dtype, long[] shape, @JsonProperty("data_offsets") long[] dataOffsets) { }

    private static byte[] header(Map<String, NDArray> tensors) throws JsonProcessingException {
        Map<String, Place> header = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, NDArray> named : tensors.entrySet()) {
            NDArray tensor = named.getValue();
            DataType type = tensor.getDataType();
            long end = offset + tensor.size() * type.getNumOfBytes();
            header.put(named.getKey(), new Place(
                    type.asSafetensors(), tensor.getShape().getShape(), new long[] {offset, end}));
            offset = end;
        }
        byte[] json = new ObjectMapper().writeValueAsBytes(header);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8); // to whole eight bytes, as the format asks
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** A tensor at a time: of one that is stored channels last the engine makes a copy. */
    private static void encode(NDArray tensor, byte[] chunk, OutputStream out) throws IOException {
        try (NDManager scratch = tensor.getManager().newSubManager()) {
            NDArray view = tensor.stopGradient();
            view.attach(scratch);
            ByteBuffer bytes = view.toByteBuffer(true);
            while (bytes.hasRemaining()) {
                int length = Math.min(chunk.length, bytes.remaining());
                bytes.get(chunk, 0, length);
                out.write(chunk, 0, length);
            }
        }
    }
}
