package recontrast.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.golden.Golden;
import recontrast.weights.PickleBytes.Entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

class TorchFileTest {

    private static final Map<String, DataType> TYPES =
            Map.of("float32", DataType.FLOAT32, "float16", DataType.FLOAT16, "int64", DataType.INT64);

    @TempDir
    private Path folder;

    private Path golden(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = TorchFileTest.class.getResourceAsStream("/golden/torchfile/" + name)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private Path anywhere() {
        return folder.resolve("file.pth");
    }

    private static void assertRefused(Path file, String... parts) {
        assertThatThrownBy(() -> TorchFile.open(file)).isInstanceOf(IllegalArgumentException.class).message()
                .hasLineCount(1)
                .startsWith("cannot read " + file + ": expected ")
                .contains("; found ")
                .satisfies(line -> assertThat(List.of(parts)).allMatch(line::contains));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state_dict.pth", "nested.pth", "legacy.pth"})
    void readsWhatPyTorchWrote(String name) throws IOException {
        JsonNode expected = Golden.read("torchfile/expected.json");
        try (NDManager manager = NDManager.newBaseManager(); TensorFile file = TorchFile.open(golden(name))) {
            assertThat(file.tensors().keySet()).containsExactlyInAnyOrderElementsOf(expected::fieldNames);
            expected.fields().forEachRemaining(each ->
                    assertTensor(file.read(each.getKey(), manager), each.getValue(), each.getKey()));
        }
    }

    private static void assertTensor(NDArray tensor, JsonNode expected, String name) {
        assertThat(tensor.getDataType()).as(name).isEqualTo(TYPES.get(expected.get("dtype").asText()));
        assertThat(tensor.getShape().getShape()).as(name).isEqualTo(numbers(expected.get("shape")));
        double[] values = values(tensor);
        JsonNode first = expected.get("values");
        for (int i = 0; i < first.size(); i++) {
            assertThat(values[i]).as(name + " " + i).isEqualTo(first.get(i).asDouble());
        }
        assertThat(Arrays.stream(values).sum()).as(name).isCloseTo(expected.get("sum").asDouble(), Offset.offset(1e-5));
    }

    private static long[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
    }

    private static double[] values(NDArray tensor) {
        return tensor.toType(DataType.FLOAT64, true).toDoubleArray();
    }

    @Test
    void refusesAFunctionByNameAndDoesNotCallIt() throws IOException {
        assertRefused(golden("refuse.pth"), "found __builtin__.eval, which is not executed",
                "torch.save(model.state_dict()");
        assertThat(Path.of("recontrast-was-here")).doesNotExist();
    }

    @Test
    void namesATruncatedFile() throws IOException {
        assertRefused(golden("truncated.pth"), "cut off or damaged", "download or copy it again");
    }

    /** Every length: whatever is missing, the file is refused in one line, or a tensor in it is. */
    @ParameterizedTest
    @ValueSource(strings = {"state_dict.pth", "legacy.pth"})
    void refusesAFileCutAnywhere(String name) throws IOException {
        byte[] whole = Files.readAllBytes(golden(name));
        for (int length = 15; length < whole.length; length += 7) {
            Path cut = Files.write(anywhere(), Arrays.copyOf(whole, length));
            assertRefused(cut);
        }
    }

    /** A damaged byte, every third tried, changes values, or is noticed in one line; it never does anything else. */
    @ParameterizedTest
    @ValueSource(strings = {"state_dict.pth", "legacy.pth"})
    void survivesAnyDamagedByte(String name) throws IOException {
        byte[] whole = Files.readAllBytes(golden(name));
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int at = 0; at < whole.length; at += 3) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << at % 8);
                read(Files.write(anywhere(), damaged), manager);
            }
        }
    }

    private static void read(Path file, NDManager manager) {
        try (TensorFile open = TorchFile.open(file)) {
            open.tensors().keySet().forEach(name -> open.read(name, manager).close());
        } catch (IllegalArgumentException | UncheckedIOException refused) {
            assertThat(refused).hasMessageStartingWith("cannot read ").hasMessageContaining(file.toString());
        }
    }

    @Test
    void readsBigEndianStorages() throws IOException {
        Path file = TorchArchive.of(Entry.floats("0")).floats("0", ByteOrder.BIG_ENDIAN, 1, -2, 0.5f, 1e9f)
                .text("archive/byteorder", "big").write(anywhere());
        try (NDManager manager = NDManager.newBaseManager(); TensorFile open = TorchFile.open(file)) {
            assertThat(open.read("w", manager).toFloatArray()).containsExactly(1, -2, 0.5f, 1e9f);
        }
    }

    @Test
    void takesAMissingByteOrderForLittleEndian() throws IOException {
        Path file = TorchArchive.of(Entry.floats("0")).floats("0", ByteOrder.LITTLE_ENDIAN, 3, 1, 4, 1)
                .write(anywhere());
        try (NDManager manager = NDManager.newBaseManager(); TensorFile open = TorchFile.open(file)) {
            assertThat(open.read("w", manager).toFloatArray()).containsExactly(3, 1, 4, 1);
        }
    }

    @Test
    void honoursOffsetAndStrides() throws IOException {
        Path file = TorchArchive.of(Entry.floats("0").first(1).shaped(List.of(2L, 1L), List.of(2L, 9L)))
                .floats("0", ByteOrder.LITTLE_ENDIAN, 10, 11, 12, 13).write(anywhere());
        try (NDManager manager = NDManager.newBaseManager(); TensorFile open = TorchFile.open(file)) {
            NDArray tensor = open.read("w", manager);
            assertThat(tensor.getShape()).isEqualTo(new Shape(2, 1));
            assertThat(tensor.toFloatArray()).containsExactly(11, 13);
        }
    }

    @Test
    void readsParametersAttributesAndParallelNames() throws IOException {
        byte[] pickle = PickleBytes.protocol2().global("collections", "OrderedDict").opcodes(")R")
                .text("module.w").global("torch._utils", "_rebuild_parameter").opcode('(').tensor(Entry.floats("0"))
                .opcode(0x88).global("collections", "OrderedDict").opcodes(")R").opcodes("tR").opcode('s')
                .opcode('}').text("_metadata").opcode('}').opcode('s').opcode('b').stop();
        Path file = TorchArchive.of(pickle).floats("0", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4).write(anywhere());
        try (TensorFile open = TorchFile.open(file)) {
            assertThat(open.tensors()).containsOnlyKeys("w");
        }
    }

    /** As Python 2 pickled an OrderedDict. */
    @Test
    void readsADictionaryThatIsGivenItsContents() throws IOException {
        byte[] pickle = PickleBytes.protocol2().global("collections", "OrderedDict").opcodes("(](](U\1w")
                .tensor(Entry.floats("0")).opcodes("eetR").stop();
        Path file = TorchArchive.of(pickle).floats("0", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4).write(anywhere());
        try (TensorFile open = TorchFile.open(file)) {
            assertThat(open.tensors()).containsOnlyKeys("w");
        }
    }

    @Test
    void readsAnEmptyTensor() throws IOException {
        Path file = TorchArchive.of(Entry.floats("0").items(0).shaped(List.of(0L, 3L), List.of(3L, 1L)))
                .floats("0", ByteOrder.LITTLE_ENDIAN).write(anywhere());
        try (NDManager manager = NDManager.newBaseManager(); TensorFile open = TorchFile.open(file)) {
            assertThat(open.read("w", manager).getShape()).isEqualTo(new Shape(0, 3));
        }
    }

    /** Big-endian and transposed: 1.5 and -2 in the upper halves of their bits. */
    @Test
    void readsBfloat16AsSinglePrecision() throws IOException {
        byte[] items = {0x3F, (byte) 0xC0, (byte) 0xC0, 0x00, 0x3F, (byte) 0x80, 0x00, 0x00};
        Entry transposed = new Entry("BFloat16Storage", "0", 4, 0, List.of(2L, 2L), List.of(1L, 2L));
        Path file = TorchArchive.of(transposed).entry("archive/data/0", items).text("archive/byteorder", "big")
                .write(anywhere());
        try (NDManager manager = NDManager.newBaseManager(); TensorFile open = TorchFile.open(file)) {
            assertThat(open.read("w", manager).toFloatArray()).containsExactly(1.5f, 1, -2, 0);
        }
    }

    private void assertRefusedEntry(Entry tensor, String... parts) throws IOException {
        TorchArchive archive = TorchArchive.of(tensor).floats("0", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4);
        assertRefused(archive.write(anywhere()), parts);
    }

    @Test
    void refusesATensorThatReachesBeyondItsStorage() throws IOException {
        assertRefusedEntry(Entry.floats("0").first(1), "within its storage", "found 4 items");
        assertRefusedEntry(Entry.floats("0").first(-1), "within its storage");
        assertRefusedEntry(Entry.floats("0").shaped(List.of(2L, 2L), List.of(3L, 1L)), "within its storage");
        assertRefusedEntry(Entry.floats("0").shaped(List.of(4L), List.of(-1L)), "strides [-1]");
        assertRefusedEntry(Entry.floats("0").shaped(List.of(4L), List.of()), "strides []");
    }

    /** Sizes that would ask for more memory than the file has bytes. */
    @Test
    void refusesAbsurdSizesBeforeTakingMemory() throws IOException {
        assertRefusedEntry(Entry.floats("0").shaped(List.of(1L << 40), List.of(0L)), "found 4 items");
        assertRefusedEntry(Entry.floats("0").shaped(List.of(5L), List.of(0L)), "found 4 items");
        assertRefusedEntry(Entry.floats("0").shaped(List.of(1L << 40, 1L << 40), List.of(1L, 1L)), "Arithmetic");
        assertRefusedEntry(Entry.floats("0").items(1L << 50), "data/0; found 16");
        assertRefusedEntry(Entry.floats("0").items(Long.MAX_VALUE), "items; found 9223372036854775807");
        assertRefusedEntry(Entry.floats("0").items(3), "expected 12 bytes in data/0; found 16");
    }

    @Test
    void refusesAStorageThatIsNotThere() throws IOException {
        assertRefusedEntry(Entry.floats("7"), "expected data/7 in the zip");
        assertRefusedEntry(Entry.floats("../data/0"), "expected data/../data/0 in the zip");
    }

    @Test
    void refusesNamesThatClimbOut() throws IOException {
        for (String name : List.of("../evil", "archive/../../evil", "/evil", "archive\\evil")) {
            assertRefused(TorchArchive.of(Entry.floats("0")).floats("0", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4)
                    .text(name, "evil").write(anywhere()), "found " + name, "do not use it");
        }
    }

    @Test
    void refusesCompressedEntries() throws IOException {
        byte[] zeros = new byte[16 << 20];
        Path bomb = TorchArchive.of(Entry.floats("0").items(4 << 20)).entry("archive/data/0", zeros).compressed()
                .write(anywhere());
        assertThat(Files.size(bomb)).isLessThan(100_000);
        assertRefused(bomb, "uncompressed", "zip it again without compression");
    }

    @Test
    void refusesACompressedPickle() throws IOException {
        byte[] zeros = new byte[16 << 20];
        assertRefused(TorchArchive.of(zeros).compressed().write(anywhere()), "uncompressed", "archive/data.pkl");
    }

    @Test
    void refusesAnotherByteOrder() throws IOException {
        assertRefused(TorchArchive.of(Entry.floats("0")).floats("0", ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4)
                .text("archive/byteorder", "middle").write(anywhere()), "byteorder little or big; found middle");
    }

    /** A tuple in a tuple and so on, a million deep. */
    @Test
    void refusesNestingWithoutEnd() throws IOException {
        byte[] pickle = PickleBytes.protocol2().opcodes("N" + "\u0085".repeat(1_000_000)).stop();
        assertRefused(TorchArchive.of(pickle).write(anywhere()), "found no dictionary");
    }

    /** Places to remember values at, by number: the largest and the smallest that can be written. */
    @Test
    void refusesAMemoryOfBillions() throws IOException {
        byte[] pickle = PickleBytes.protocol2().opcodes("Nr").int32(Integer.MAX_VALUE).opcodes("r").int32(-1).stop();
        assertRefused(TorchArchive.of(pickle).write(anywhere()), "found no dictionary");
    }

    @Test
    void refusesAPickleOfManyMegabytes() throws IOException {
        byte[] pickle = new byte[TorchFile.LONGEST_PICKLE + 1];
        assertRefused(TorchArchive.of(pickle).write(anywhere()),
                "at most 4194304 bytes that describe tensors; found 4194305");
    }

    @Test
    void refusesATextLongerThanThePickle() throws IOException {
        byte[] pickle = PickleBytes.protocol2().opcode('X').int32(Integer.MAX_VALUE).opcodes("short").stop();
        assertRefused(TorchArchive.of(pickle).write(anywhere()), "found one of 2147483647");
    }

    @Test
    void refusesOtherClassesAndOtherWaysToNameThem() throws IOException {
        for (String name : List.of("posix system", "numpy.core.multiarray _reconstruct", "torch.nn.modules.conv Conv2d",
                "decimal Decimal", "builtins Exception", "torch FooStorage")) {
            String[] words = name.split(" ");
            byte[] pickle = PickleBytes.protocol2().global(words[0], words[1]).opcodes(")R").stop();
            assertRefused(TorchArchive.of(pickle).write(anywhere()), "found " + String.join(".", words));
        }
        byte[] instance = PickleBytes.protocol2().opcodes("(iposix\nsystem\n").stop();
        assertRefused(TorchArchive.of(instance).write(anywhere()), "found opcode 105");
        byte[] stackGlobal = PickleBytes.protocol2().text("posix").text("system").opcode(0x93).stop();
        assertRefused(TorchArchive.of(stackGlobal).write(anywhere()), "found opcode 147");
    }

    @Test
    void refusesPicklesThatMakeNoSense() throws IOException {
        for (String opcodes : List.of(".", "R.", ")R.", "t.", "}s.", "N)R.", "](e", "h\7.", "(tQ.", "]b.")) {
            assertRefused(TorchArchive.of(PickleBytes.protocol2().opcodes(opcodes).stop()).write(anywhere()));
        }
    }

    @Test
    void saysWhatAFileWithoutTensorsHolds() throws IOException {
        byte[] pickle = PickleBytes.protocol2().opcode('}').text("epoch").number(3).opcode('s').stop();
        assertRefused(TorchArchive.of(pickle).write(anywhere()), "alone or under state_dict, model_state_dict, model",
                "found a dictionary of [epoch]");
    }

    @Test
    void saysThatAnotherFileIsNone() throws IOException {
        assertRefused(Files.writeString(anywhere(), "<html>Please log in</html>"), "another kind of file");
        assertRefused(Files.writeString(anywhere(), ""), "another kind of file");
        assertRefused(new TorchArchive().text("word/document.xml", "x").write(anywhere()), "NAME/data.pkl",
                "found [word/document.xml]");
    }

    @Test
    void refusesAnOlderFileWhoseStoragesDoNotMatch() throws IOException {
        byte[] whole = Files.readAllBytes(golden("legacy.pth"));
        byte[] other = whole.clone();
        other[1007]++; // the first storage's number of items
        assertRefused(Files.write(anywhere(), other), "expected 24 items in storage", "found 25");
    }

    @Test
    void saysWhatIsThereInPlaceOfAFile() {
        assertThatThrownBy(() -> TorchFile.open(folder)).hasMessage(
                "expected a .pth file at " + folder + "; found a folder: check the path");
        assertThatThrownBy(() -> TorchFile.open(anywhere())).hasMessage(
                "expected a .pth file at " + anywhere() + "; found nothing: check the path");
    }
}
