package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Mean and standard deviation of each column of many rows, which are seen some at a time; in double precision. */
final class Moments implements AutoCloseable {

    private final NDManager manager;
    private final NDArray sum; // (C)
    private final NDArray squares;
    private long rows;

    Moments(NDManager parent, long columns) {
        this.manager = parent.newSubManager();
        this.sum = manager.zeros(new Shape(columns), DataType.FLOAT64);
        this.squares = manager.zeros(new Shape(columns), DataType.FLOAT64);
    }

    /** @param seen (N, C) */
    void add(NDArray seen) {
        NDArray exact = seen.toType(DataType.FLOAT64, false);
        sum.addi(exact.sum(new int[] {0}));
        squares.addi(exact.square().sum(new int[] {0}));
        rows += seen.getShape().get(0);
    }

    /** In single precision: (C). */
    NDArray mean() {
        return sum.div(rows).toType(DataType.FLOAT32, false);
    }

    /** In single precision and above 0: (C). */
    NDArray deviation() {
        return squares.div(rows).sub(sum.div(rows).square()).maximum(1e-12).sqrt().toType(DataType.FLOAT32, false);
    }

    @Override
    public void close() {
        manager.close();
    }
}
