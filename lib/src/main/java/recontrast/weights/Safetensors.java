package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import recontrast.data.AtomicFile;
import recontrast.data.Found;
import recontrast.model.Constant;

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
        Found.requireFile(file, "a .safetensors file");
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
            return Header.read(bytes).tensors();
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

    /** Writes tensors: the file is the old one or the whole new one. */
    public static void write(Map<String, NDArray> tensors, Path file) {
        try {
            AtomicFile.write(file, out -> encode(tensors, out));
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
    private record Entry(String dtype, long[] shape, @JsonProperty("data_offsets") long[] dataOffsets) { }

    private static byte[] header(Map<String, NDArray> tensors) throws JsonProcessingException {
        Map<String, Entry> header = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, NDArray> named : tensors.entrySet()) {
            NDArray tensor = named.getValue();
            DataType type = tensor.getDataType();
            long end = offset + tensor.size() * type.getNumOfBytes();
            header.put(named.getKey(), new Entry(
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
            ByteBuffer bytes = Constant.lent(tensor, scratch).toByteBuffer(true);
            while (bytes.hasRemaining()) {
                int length = Math.min(chunk.length, bytes.remaining());
                bytes.get(chunk, 0, length);
                out.write(chunk, 0, length);
            }
        }
    }

    /**
     * The start of a safetensors file: eight bytes that say how long it is, then JSON; the values follow, without gaps.
     *
     * @param entries the JSON: type, shape and place of each tensor
     * @param values everything behind it
     */
    private record Header(JsonNode entries, ByteSource values) {

        private static final int LONGEST = 100_000_000; // as in the format's own implementation
        private static final List<DataType> TYPES = List.of(DataType.FLOAT32, DataType.FLOAT64, DataType.FLOAT16,
                DataType.BFLOAT16, DataType.INT64, DataType.INT32, DataType.INT8, DataType.UINT8, DataType.BOOLEAN);
        private static final String METADATA = "__metadata__";

        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        /** A tensor's values: from this byte on, up to that one. */
        private record Place(String name, long begin, long end) { }

        static Header read(ByteSource file) throws IOException {
            if (file.size() < Long.BYTES) {
                throw new EOFException("a file of " + file.size() + " bytes");
            }
            long bytes = file.read(0, Long.BYTES).getLong();
            if (bytes < 0 || bytes > Math.min(LONGEST, file.size() - Long.BYTES)) {
                throw new IllegalArgumentException("a header said to be " + Long.toUnsignedString(bytes)
                        + " bytes long in a file of " + file.size());
            }
            byte[] json = file.read(Long.BYTES, (int) bytes).array();
            long start = Long.BYTES + bytes;
            return new Header(object(json), file.part(start, file.size() - start));
        }

        private static JsonNode object(byte[] json) throws IOException {
            JsonNode node = JSON.readTree(json);
            if (!node.isObject()) {
                throw new IllegalArgumentException("a header that is no JSON object");
            }
            return node;
        }

        /** @throws IllegalArgumentException if they overlap, leave gaps, or have another size than type and shape ask for */
        Map<String, StoredTensor> tensors() {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            List<Place> places = new ArrayList<>();
            entries.fieldNames().forEachRemaining(name -> {
                if (!name.equals(METADATA)) {
                    Place place = place(name);
                    places.add(place);
                    tensors.put(name, tensor(place));
                }
            });
            requireNoGaps(places);
            return tensors;
        }

        private Place place(String name) {
            List<Long> offsets = numbers(name, "data_offsets");
            if (offsets.size() != 2) {
                throw new IllegalArgumentException(name + " without two data_offsets");
            }
            return new Place(name, offsets.get(0), offsets.get(1));
        }

        private StoredTensor tensor(Place place) {
            String type = entries.get(place.name()).path("dtype").asText();
            DataType items = TYPES.stream().filter(known -> known.asSafetensors().equals(type)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(place.name() + " of the unknown type " + type
                            + ", none of " + String.join(", ", TYPES.stream().map(DataType::asSafetensors).toList())));
            Strided shape = Strided.rowMajor(numbers(place.name(), "shape"));
            if (place.end() - place.begin() != Math.multiplyExact(shape.items(), (long) items.getNumOfBytes())) {
                throw new IllegalArgumentException(place.name() + " of shape " + shape.sizes() + ", " + type + ", in "
                        + (place.end() - place.begin()) + " bytes");
            }
            return new StoredTensor(values.part(place.begin(), place.end() - place.begin()), items,
                    ByteOrder.LITTLE_ENDIAN, 0, shape);
        }

        private List<Long> numbers(String name, String field) {
            JsonNode array = entries.get(name).path(field);
            List<JsonNode> numbers = StreamSupport.stream(array.spliterator(), false).toList();
            if (!array.isArray() || !numbers.stream().allMatch(Header::isWhole)) {
                throw new IllegalArgumentException(name + " without a list of numbers in " + field);
            }
            return numbers.stream().map(JsonNode::longValue).toList();
        }

        private static boolean isWhole(JsonNode number) {
            return number.isIntegralNumber() && number.canConvertToLong();
        }

        private void requireNoGaps(List<Place> places) {
            places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
            long end = 0;
            for (Place place : places) {
                if (place.begin() != end) {
                    throw new IllegalArgumentException(place.name() + " from byte " + place.begin()
                            + " on, where the one before ends at " + end);
                }
                end = place.end();
            }
            if (end != values.size()) {
                throw new IllegalArgumentException("tensors that end at byte " + end + " of " + values.size());
            }
        }
    }
}
