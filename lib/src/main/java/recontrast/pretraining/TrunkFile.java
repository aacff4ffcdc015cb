package recontrast.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An encoder's tensors in a safetensors file, floating-point values in half precision. */
record TrunkFile(Path path) {

    /** Writes to a temporary name and moves, so that the file is whole at any time. */
    void write(Parameters trunk) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        Map<String, byte[]> tensors = new LinkedHashMap<>();
        long offset = 0;
        for (Parameter parameter : trunk.all()) {
            byte[] bytes = bytes(parameter.stored());
            header.put(parameter.name(), Map.of("dtype", isCounter(parameter.stored()) ? "I64" : "F16",
                    "shape", parameter.stored().getShape().getShape(),
                    "data_offsets", new long[] {offset, offset + bytes.length}));
            tensors.put(parameter.name(), bytes);
            offset += bytes.length;
        }
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try (OutputStream out = Files.newOutputStream(partial)) {
            byte[] json = padded(new ObjectMapper().writeValueAsBytes(header));
            out.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
            out.write(json);
            for (byte[] bytes : tensors.values()) {
                out.write(bytes);
            }
        }
        Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isCounter(NDArray stored) {
        return stored.getDataType() == DataType.INT64;
    }

    private static byte[] bytes(NDArray stored) {
        if (isCounter(stored)) {
            return stored.toByteArray();
        }
        try (NDArray half = stored.toType(DataType.FLOAT16, true)) {
            return half.toByteArray();
        }
    }

    /** With spaces up to a multiple of eight bytes, as the format asks. */
    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
