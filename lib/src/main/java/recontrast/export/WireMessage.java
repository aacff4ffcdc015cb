package recontrast.export;

import recontrast.data.AtomicFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the wire format of Protocol Buffers (protobuf.dev, "Encoding"): fields one behind the other, each a key,
 * which is its number and its wire type, and a value. Long values are written when the message is, not held before.
 */
final class WireMessage {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final List<AtomicFile.Content> parts = new ArrayList<>();
    private long size;

    /** Bytes of this message. */
    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        for (AtomicFile.Content part : parts) {
            part.writeTo(out);
        }
    }

    /** A whole number, of 7 bits a byte. */
    WireMessage number(int field, long value) {
        return varint(key(field, VARINT)).varint(value);
    }

    /** Whole numbers of one field, each with its key. */
    WireMessage numbers(int field, long... values) {
        for (long value : values) {
            number(field, value);
        }
        return this;
    }

    /** A number in single precision. */
    WireMessage real(int field, float value) {
        int bits = Integer.reverseBytes(Float.floatToIntBits(value)); // the lowest byte first
        return varint(key(field, FIXED_32)).put(
                (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits);
    }

    WireMessage text(int field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return content(field, bytes.length, out -> out.write(bytes));
    }

    WireMessage message(int field, WireMessage value) {
        return content(field, value.size, value::writeTo);
    }

    /** @param bytes as many as will be written */
    WireMessage content(int field, long bytes, AtomicFile.Content value) {
        varint(key(field, LENGTH_DELIMITED)).varint(bytes);
        parts.add(value);
        size += bytes;
        return this;
    }

    private static long key(int field, int type) {
        return (long) field << 3 | type;
    }

    /** Seven bits a byte, the lowest first; the highest bit of a byte says that more follow. */
    private WireMessage varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return put(bytes.toByteArray());
    }

    private WireMessage put(byte... bytes) {
        parts.add(out -> out.write(bytes));
        size += bytes.length;
        return this;
    }
}
