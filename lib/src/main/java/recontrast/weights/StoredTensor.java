package recontrast.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor in a file: its shape is known, its values are read when they are asked for. */
public final class StoredTensor {

    private final ByteSource storage;
    private final long firstItem;
    private final DataType type;
    private final ByteOrder order;
    private final Strided items;

    /**
     * A tensor among the items of a storage.
     *
     * @throws IllegalArgumentException if the storage does not hold it
     */
    StoredTensor(ByteSource storage, DataType type, ByteOrder order, long firstItem, Strided items) {
        this.storage = storage;
        this.firstItem = firstItem;
        this.type = type;
        this.order = order;
        this.items = items;
        long held = storage.size() / type.getNumOfBytes();
        if (firstItem < 0 || items.extent() > held - firstItem || items.items() > held
                || items.items() > Integer.MAX_VALUE / readAs(type).getNumOfBytes()) {
            throw new IllegalArgumentException("expected a tensor of sizes " + items.sizes() + ", strides "
                    + items.strides() + " from item " + firstItem + " on within its storage, and under 2 GB; found "
                    + held + " items there: download or save it again");
        }
    }

    /** The engine's Java side has no bfloat16. */
    private static DataType readAs(DataType type) {
        return type == DataType.BFLOAT16 ? DataType.FLOAT32 : type;
    }

    public Shape shape() {
        return new Shape(items.sizes());
    }

    /** Reads the values, into memory that {@code owner}'s tensor keeps. */
    NDArray read(NDManager owner) throws IOException {
        if (items.items() == 0) {
            return owner.create(shape(), readAs(type));
        }
        ByteBuffer packed = owner.allocateDirect(Math.toIntExact(items.items() * type.getNumOfBytes()));
        if (items.isRowMajor()) {
            storage.reading().read(firstItem * type.getNumOfBytes(), packed);
        } else {
            ByteBuffer around = ByteBuffer.allocate(Math.toIntExact(items.extent() * type.getNumOfBytes()));
            storage.reading().read(firstItem * type.getNumOfBytes(), around);
            items.pack(around, type.getNumOfBytes(), packed);
        }
        packed.rewind();
        if (order != ByteOrder.nativeOrder()) {
            reverseItems(packed);
        }
        return owner.create(type == DataType.BFLOAT16 ? widened(packed, owner) : packed, shape(), readAs(type));
    }

    /** Bfloat16 is the upper half of single precision. */
    private static ByteBuffer widened(ByteBuffer halves, NDManager owner) {
        ByteBuffer singles = owner.allocateDirect(2 * halves.capacity());
        for (int at = 0; at < halves.capacity(); at += Short.BYTES) {
            singles.putInt(2 * at, halves.getShort(at) << Short.SIZE);
        }
        return singles;
    }

    private void reverseItems(ByteBuffer packed) {
        byte[] item = new byte[type.getNumOfBytes()];
        for (int at = 0; at < packed.capacity(); at += item.length) {
            packed.get(at, item);
            for (int i = 0; i < item.length; i++) {
                packed.put(at + i, item[item.length - 1 - i]);
            }
        }
    }
}
