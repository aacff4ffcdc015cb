package recontrast.weights;

import ai.djl.ndarray.types.DataType;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types of a tensor's items, by the names that files give them. */
enum ItemType {
    FLOAT32("FloatStorage", "F32"),
    FLOAT64("DoubleStorage", "F64"),
    FLOAT16("HalfStorage", "F16"),
    BFLOAT16("BFloat16Storage", "BF16"),
    INT64("LongStorage", "I64"),
    INT32("IntStorage", "I32"),
    INT8("CharStorage", "I8"),
    UINT8("ByteStorage", "U8"),
    BOOLEAN("BoolStorage", "BOOL");

    private final String torch;
    private final String safetensors;

    ItemType(String torch, String safetensors) {
        this.torch = torch;
        this.safetensors = safetensors;
    }

    /** The type that PyTorch keeps in that class of storage. */
    static Optional<ItemType> ofTorch(String storage) {
        return Arrays.stream(values()).filter(type -> type.torch.equals(storage)).findFirst();
    }

    /** The type that safetensors gives that name. */
    static Optional<ItemType> ofSafetensors(String name) {
        return Arrays.stream(values()).filter(type -> type.safetensors.equals(name)).findFirst();
    }

    /** The names that safetensors gives them. */
    static String allOfSafetensors() {
        return Arrays.stream(values()).map(ItemType::safetensors).collect(Collectors.joining(", "));
    }

    /** The type of a tensor's items. */
    static ItemType of(DataType type) {
        return valueOf(type.name());
    }

    /** Its name in the safetensors format. */
    String safetensors() {
        return safetensors;
    }

    /** What its items are read as: the engine's Java side has no bfloat16. */
    DataType dataType() {
        return this == BFLOAT16 ? DataType.FLOAT32 : DataType.valueOf(name());
    }

    /** Bytes an item in a file. */
    int bytes() {
        return DataType.valueOf(name()).getNumOfBytes();
    }
}
