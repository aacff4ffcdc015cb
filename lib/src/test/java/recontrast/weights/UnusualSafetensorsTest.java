package recontrast.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Headers that promise what the file does not hold. Sixteen bytes of values follow each. */
class UnusualSafetensorsTest {

    private static final int VALUES = 16;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("file.safetensors");
    }

    private void assertRefused(long length, String header, String reason) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Files.write(file(), ByteBuffer.allocate(8 + json.length + VALUES).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length).put(json).array());
        assertThatThrownBy(() -> Safetensors.open(file())).isInstanceOf(IllegalArgumentException.class).message()
                .hasLineCount(1)
                .startsWith("expected tensors in the safetensors format in " + file() + "; found something else (")
                .contains(reason)
                .endsWith("): is the file complete?");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "a dimension too many | {'a':{'dtype':'F32','shape':[4,4],'data_offsets':[0,16]}} | shape [4, 4], F32, in 16",
        "a dimension too few | {'a':{'dtype':'F32','shape':[],'data_offsets':[0,16]}} | shape [], F32, in 16 bytes",
        "a size below zero | {'a':{'dtype':'F32','shape':[-2,-2],'data_offsets':[0,16]}} | [-2, -2]",
        "an overflow | {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,16]}} | overflow",
        "65 dimensions | {'a':{'dtype':'F32','shape':[4~],'data_offsets':[0,16]}} | at most 64 dimensions",
        "a shape of fractions | {'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,16]}} | a list of numbers in shape",
        "a shape in words | {'a':{'dtype':'F32','shape':['four'],'data_offsets':[0,16]}} | a list of numbers in shape",
        "a shape past long | {'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,16]}} | in shape",
        "no shape | {'a':{'dtype':'F32','data_offsets':[0,16]}} | a without a list of numbers in shape",
        "an unknown type | {'a':{'dtype':'F4','shape':[4],'data_offsets':[0,16]}} | a of the unknown type F4",
        "no type | {'a':{'shape':[4],'data_offsets':[0,16]}} | a of the unknown type",
        "a type that is a number | {'a':{'dtype':32,'shape':[4],'data_offsets':[0,16]}} | unknown type 32",
        "offsets past the end | {'a':{'dtype':'F32','shape':[8],'data_offsets':[0,32]}} | within 16 bytes",
        "offsets before the start | {'a':{'dtype':'F32','shape':[4],'data_offsets':[-16,0]}} | within 16 bytes",
        "offsets in reverse | {'a':{'dtype':'F32','shape':[4],'data_offsets':[16,0]}} | in -16 bytes",
        "one offset | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0]}} | without two data_offsets",
        "three offsets | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,8,16]}} | without two data_offsets",
        "no offsets | {'a':{'dtype':'F32','shape':[4]}} | a list of numbers in data_offsets",
        "overlapping tensors | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]},'b':{'dtype':'F32','shape':[2],"
                + "'data_offsets':[8,16]}} | b from byte 8 on",
        "the same bytes twice | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]},'b':{'dtype':'F32','shape':[4],"
                + "'data_offsets':[0,16]}} | from byte 0 on, where the one before ends at 16",
        "a gap | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[2],"
                + "'data_offsets':[8,16]}} | b from byte 8 on, where the one before ends at 4",
        "bytes of nobody | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | end at byte 12 of 16",
        "no tensors | {} | end at byte 0 of 16",
        "a name twice | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],"
                + "'data_offsets':[8,16]}} | Duplicate field 'a'",
        "a tensor that is a number | {'a':16} | a without a list of numbers",
        "a list | [] | a header that is no JSON object",
        "no JSON | tensors: a, b | Unrecognized token 'tensors'",
        "unclosed JSON | {'a':{'dtype':'F32' | Unexpected end-of-input",
        "more after the JSON | {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} {} | Trailing token",
        "a bare number | 7 | no JSON object"})
    void refuses(String name, String header, String reason) throws IOException {
        String json = header.replace('\'', '"').replace("4~", "1,".repeat(64) + "4");
        assertRefused(json.getBytes(StandardCharsets.UTF_8).length, json, reason.replace('"', '\''));
    }

    @Test
    void refusesAHeaderThousandsDeep() throws IOException {
        String deep = "{\"a\":".repeat(100_000);
        assertRefused(deep.length(), deep, "nesting depth");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"one byte too long, 19", "two to the 40, 1099511627776", "the largest long, 9223372036854775807",
        "below zero, -1", "the smallest long, -9223372036854775808"})
    void refusesALengthOfTheHeader(String name, long length) throws IOException {
        assertRefused(length, "{}",
                "a header said to be " + Long.toUnsignedString(length) + " bytes long in a file of 26");
    }

    @Test
    void refusesALengthOfZero() throws IOException {
        assertRefused(0, "", "no JSON object");
    }
}
