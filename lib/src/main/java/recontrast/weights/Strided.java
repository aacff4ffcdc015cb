package recontrast.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a tensor's items lie in its storage: (i, j, ...) is item {@code i * strides[0] + j * strides[1] + ...}.
 *
 * @param sizes of each dimension
 * @param strides of each dimension, in items
 */
record Strided(List<Long> sizes, List<Long> strides) {

    private static final int MOST_DIMENSIONS = 64; // as many as PyTorch has

    Strided {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
        if (sizes.size() != strides.size() || sizes.size() > MOST_DIMENSIONS
                || Stream.concat(sizes.stream(), strides.stream()).anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("expected a size and a stride, 0 or more, for each of at most "
                    + MOST_DIMENSIONS + " dimensions; found sizes " + sizes + ", strides " + strides
                    + ": download or save it again");
        }
    }

    /** Items one after another, the last dimension fastest. */
    static Strided rowMajor(List<Long> sizes) {
        return new Strided(sizes, rowMajorStrides(sizes));
    }

    private static List<Long> rowMajorStrides(List<Long> sizes) {
        Long[] strides = new Long[sizes.size()];
        long stride = 1;
        for (int dimension = sizes.size() - 1; dimension >= 0; dimension--) {
            strides[dimension] = stride;
            stride = Math.multiplyExact(stride, Math.max(1, sizes.get(dimension)));
        }
        return Arrays.asList(strides);
    }

    /** How many items the tensor has. */
    long items() {
        return sizes.contains(0L) ? 0 : sizes.stream().reduce(1L, Math::multiplyExact);
    }

    /** How many items of the storage there are from the tensor's first to its last. */
    long extent() {
        return items() == 0 ? 0 : 1 + IntStream.range(0, sizes.size())
                .mapToLong(dimension -> Math.multiplyExact(sizes.get(dimension) - 1, strides.get(dimension)))
                .reduce(0, Math::addExact);
    }

    boolean isRowMajor() {
        List<Long> dense = rowMajorStrides(sizes);
        return IntStream.range(0, sizes.size())
                .filter(dimension -> sizes.get(dimension) != 1)
                .allMatch(dimension -> strides.get(dimension).equals(dense.get(dimension)));
    }

    /** Appends the items to {@code packed} in row-major order. */
    void pack(ByteBuffer storage, int itemBytes, ByteBuffer packed) {
        pack(0, 0, storage, itemBytes, packed);
    }

    private void pack(int dimension, long first, ByteBuffer storage, int itemBytes, ByteBuffer packed) {
        if (dimension == sizes.size()) {
            packed.put(packed.position(), storage, Math.toIntExact(first * itemBytes), itemBytes);
            packed.position(packed.position() + itemBytes);
            return;
        }
        for (long i = 0; i < sizes.get(dimension); i++) {
            pack(dimension + 1, first + i * strides.get(dimension), storage, itemBytes, packed);
        }
    }
}
