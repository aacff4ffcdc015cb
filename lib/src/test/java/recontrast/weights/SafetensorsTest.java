package recontrast.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

class SafetensorsTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("file.safetensors");
    }

    private Path write(String header, int values) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return write(json.length, json, values);
    }

    private Path write(long length, byte[] json, int values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + values).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length).put(json);
        return Files.write(file(), bytes.array());
    }

    private static String tensor(String name, String type, String shape, String offsets) {
        return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}".formatted(name, type, shape, offsets);
    }

    private void assertRefused(String header, int values, String reason) throws IOException {
        assertRefused(write(header, values), reason);
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(IllegalArgumentException.class).message()
                .startsWith("expected tensors in the safetensors format in " + file + "; found something else (")
                .contains(reason)
                .endsWith("): is the file complete?");
    }

    @Test
    void readsBackWhatItWrote() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            tensors.put("weight", manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)));
            tensors.put("half", manager.create(new float[] {1.5f, -2.25f}).toType(DataType.FLOAT16, true));
            tensors.put("count", manager.create(7L));
            tensors.put("none", manager.create(new Shape(0, 2), DataType.FLOAT32));
            Safetensors.write(tensors, file());
            Map<String, NDArray> read = Safetensors.read(file(), manager);
            assertThat(read).containsOnlyKeys(tensors.keySet());
            tensors.forEach((name, tensor) -> {
                assertThat(read.get(name).getShape()).isEqualTo(tensor.getShape());
                assertThat(read.get(name).getDataType()).isEqualTo(tensor.getDataType());
                assertThat(read.get(name).toByteArray()).isEqualTo(tensor.toByteArray());
            });
        }
    }

    /** As another implementation writes it: metadata, spaces at the end, names out of order. */
    @Test
    void readsTheFormatAsItIsSpecified() throws IOException {
        String header = "{\"__metadata__\":{\"format\":\"pt\"}," + tensor("b", "F32", "[2]", "[4,12]") + ","
                + tensor("a", "I32", "[]", "[0,4]") + "}   ";
        byte[] whole = Files.readAllBytes(write(header, 12));
        ByteBuffer.wrap(whole, whole.length - 12, 12).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(9).putFloat(2.5f).putFloat(-1);
        Files.write(file(), whole);
        try (NDManager manager = NDManager.newBaseManager()) {
            Map<String, NDArray> read = Safetensors.read(file(), manager);
            assertThat(read.get("a").getInt()).isEqualTo(9);
            assertThat(read.get("b").toFloatArray()).containsExactly(2.5f, -1);
            assertThat(read).hasSize(2);
        }
    }

    /** Every type that a header may name, as two items: 1 and 0. */
    @ParameterizedTest
    @CsvSource({
        "F64, 000000000000f03f 0000000000000000, FLOAT64", "F32, 0000803f 00000000, FLOAT32",
        "F16, 003c 0000, FLOAT16", "BF16, 803f 0000, FLOAT32", "I64, 0100000000000000 0000000000000000, INT64",
        "I32, 01000000 00000000, INT32", "I8, 01 00, INT8", "U8, 01 00, UINT8", "BOOL, 01 00, BOOLEAN"})
    void readsNumbersThatTheEngineHas(String type, String bytes, DataType read) throws IOException {
        byte[] items = HexFormat.of().parseHex(bytes.replace(" ", ""));
        byte[] whole = Files.readAllBytes(write("{" + tensor("a", type, "[2]", "[0," + items.length + "]") + "}",
                items.length));
        System.arraycopy(items, 0, whole, whole.length - items.length, items.length);
        Files.write(file(), whole);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray tensor = Safetensors.read(file(), manager).get("a");
            assertThat(tensor.getDataType()).isEqualTo(read);
            assertThat(tensor.toType(DataType.FLOAT32, true).toFloatArray()).containsExactly(1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C64", "U64", "U32", "U16", "I16", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ",
        "F8_E5M2FNUZ", "F6_E2M3", "F6_E3M2", "F4"})
    void refusesNumbersThatItDoesNotRead(String type) throws IOException {
        assertRefused("{" + tensor("a", type, "[4]", "[0,32]") + "}", 32, "a of the unknown type " + type
                + ", none of F32, F64, F16, BF16, I64, I32, I8, U8, BOOL");
    }

    /** The upper half of the bits of single precision: nothing is lost, infinity and the smallest number included. */
    @Test
    void readsHalvesOfSinglePrecision() throws IOException {
        byte[] whole = Files.readAllBytes(write("{" + tensor("a", "BF16", "[2,3]", "[0,12]") + "}", 12));
        ByteBuffer items = ByteBuffer.wrap(whole, whole.length - 12, 12).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits : new int[] {0xBFC0, 0x4049, 0x7F80, 0x8000, 0x0001, 0xFF7F}) {
            items.putShort((short) bits);
        }
        Files.write(file(), whole);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray tensor = Safetensors.read(file(), manager).get("a");
            assertThat(tensor.getShape()).isEqualTo(new Shape(2, 3));
            assertThat(tensor.toFloatArray()).containsExactly(
                    -1.5f, 3.140625f, Float.POSITIVE_INFINITY, -0.0f, 0x1p-133f, -0x1.FEp127f);
        }
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        byte[] empty = {'{', '}'};
        assertRefused(write(1L << 40, empty, 0), "1099511627776 bytes long in a file of 10");
        assertRefused(write(-1, empty, 0), "18446744073709551615 bytes long");
    }

    @Test
    void refusesAFileThatEndsEarly() throws IOException {
        byte[] whole = Files.readAllBytes(write("{" + tensor("a", "F32", "[2]", "[0,8]") + "}", 8));
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Files.write(file(), Arrays.copyOf(whole, length)), "");
        }
    }

    @Test
    void refusesOverlapsGapsAndLeftovers() throws IOException {
        String first = "{" + tensor("a", "F32", "[2]", "[0,8]") + ",";
        assertRefused(first + tensor("b", "F32", "[2]", "[4,12]") + "}", 12,
                "b from byte 4 on, where the one before ends at 8");
        assertRefused(first + tensor("b", "F32", "[2]", "[0,8]") + "}", 8, "from byte 0 on");
        assertRefused(first + tensor("b", "F32", "[1]", "[12,16]") + "}", 16, "b from byte 12 on");
        assertRefused(first + tensor("b", "F32", "[1]", "[8,12]") + "}", 20, "end at byte 12 of 20");
    }

    @Test
    void refusesShapesThatDoNotFitTheirBytes() throws IOException {
        assertRefused("{" + tensor("a", "F32", "[3]", "[0,8]") + "}", 8, "a of shape [3], F32, in 8 bytes");
        assertRefused("{" + tensor("a", "F16", "[2]", "[0,8]") + "}", 8, "a of shape [2], F16, in 8 bytes");
        assertRefused("{" + tensor("a", "F32", "[-2]", "[0,8]") + "}", 8, "[-2]");
        assertRefused("{" + tensor("a", "F32", "[4294967296,4294967296]", "[0,8]") + "}", 8, "overflow");
        assertRefused("{" + tensor("a", "F32", "[2]", "[8,0]") + "}", 8, "in -8 bytes");
        assertRefused("{" + tensor("a", "F32", "[2]", "[-8,0]") + "}", 8, "within 8 bytes");
        assertRefused("{" + tensor("a", "F32", "[2]", "[9223372036854775800,-9223372036854775808]") + "}", 8, "a");
    }

    @Test
    void refusesHeadersThatAreNone() throws IOException {
        assertRefused("[]", 0, "no JSON object");
        assertRefused("{\"a\":1}", 0, "a without a list of numbers in data_offsets");
        assertRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4,
                "a without a list of numbers in shape");
        assertRefused("{" + tensor("a", "F99", "[1]", "[0,4]") + "}", 4, "a of the unknown type F99");
        assertRefused("{" + tensor("a", "F32", "[1]", "[0]") + "}", 4, "a without two data_offsets");
        assertRefused("{" + tensor("a", "F32", "[1]", "[0,4]") + "," + tensor("a", "F32", "[1]", "[0,4]") + "}", 4,
                "Duplicate field 'a'");
    }
}
