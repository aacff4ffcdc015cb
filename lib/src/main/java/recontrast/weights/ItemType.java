package recontrast.weights;

import ai.djl.ndarray.types.DataType;

import java.util.Arrays;
import java.util.Optional;

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

    /** The type of a tensor's items. */
    static ItemType of(DataType type) {
        return valueOf(type.name());
    }

    /** Its name in the safetensors format. */
    String safetensors() {
        return safetensors;
    }

    DataType dataType() {
        return DataType.valueOf(name());
    }

    /** Bytes an item. */
    int bytes() {
        return dataType().getNumOfBytes();
    }
}
