package recontrast.weights;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The start of a safetensors file: eight bytes that say how long it is, then JSON; the values follow, without gaps.
 *
 * @param entries the JSON: type, shape and place of each tensor
 * @param values everything behind it
 */
record SafetensorsHeader(JsonNode entries, ByteSource values) {

    private static final int LONGEST = 100_000_000; // as in the format's own implementation
    private static final List<DataType> TYPES = List.of(DataType.FLOAT32, DataType.FLOAT64, DataType.FLOAT16,
            DataType.BFLOAT16, DataType.INT64, DataType.INT32, DataType.INT8, DataType.UINT8, DataType.BOOLEAN);
    private static final String METADATA = "__metadata__";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A tensor's values: from this byte on, up to that one. */
    private record Place(String name, long begin, long end) { }

    static SafetensorsHeader read(ByteSource file) throws IOException {
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
        return new SafetensorsHeader(object(json), file.part(start, file.size() - start));
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
        if (!array.isArray() || !numbers.stream().allMatch(SafetensorsHeader::isWhole)) {
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
