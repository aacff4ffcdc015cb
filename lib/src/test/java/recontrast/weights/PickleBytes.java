package recontrast.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A pickle, opcode by opcode, as Python's pickletools names them. */
final class PickleBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A pickle that has begun. */
    static PickleBytes protocol2() {
        return new PickleBytes().opcode(0x80).opcode(2);
    }

    PickleBytes opcode(int opcode) {
        bytes.write(opcode);
        return this;
    }

    PickleBytes opcodes(String opcodes) {
        bytes.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleBytes global(String module, String name) {
        return opcodes("c" + module + "\n" + name + "\n");
    }

    PickleBytes text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        opcode('X').int32(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    PickleBytes int32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    PickleBytes number(long value) {
        opcode(0x8a).opcode(8);
        bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        return this;
    }

    PickleBytes numbers(List<Long> values) {
        opcode('(');
        values.forEach(this::number);
        return opcode('t');
    }

    /** A tensor as {@code torch.save} writes it. */
    PickleBytes tensor(Entry entry) {
        return global("torch._utils", "_rebuild_tensor_v2").opcode('(')
                .opcode('(').text("storage").global("torch", entry.type()).text(entry.key()).text("cpu")
                .number(entry.items()).opcodes("tQ")
                .number(entry.first()).numbers(entry.sizes()).numbers(entry.strides())
                .opcode(0x89).global("collections", "OrderedDict").opcodes(")R").opcodes("tR");
    }

    byte[] stop() {
        opcode('.');
        return bytes.toByteArray();
    }

    /** What a pickle says of a tensor. */
    record Entry(String type, String key, long items, long first, List<Long> sizes, List<Long> strides) {

        /** Four floats in a row. */
        static Entry floats(String key) {
            return new Entry("FloatStorage", key, 4, 0, List.of(4L), List.of(1L));
        }

        Entry first(long value) {
            return new Entry(type, key, items, value, sizes, strides);
        }

        Entry items(long value) {
            return new Entry(type, key, value, first, sizes, strides);
        }

        Entry shaped(List<Long> newSizes, List<Long> newStrides) {
            return new Entry(type, key, items, first, newSizes, newStrides);
        }
    }
}
