package recontrast.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.model.ChannelsLast;
import recontrast.model.Constant;
import recontrast.model.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * A plane through a model's weights along two random directions, filter-normalised: each filter of a direction is as
 * long as the filter it moves (Li et al. 2018). Biases and normalisation stay where they are.
 *
 * <p>The weights themselves are never written to: layers compute with copies. Holds three times their memory.
 */
public final class WeightPlane implements AutoCloseable {

    private static final float LEAST_NORM = 1e-10f;

    private final NDManager manager;
    private final List<Axis> axes;

    private record Axis(Parameter weight, NDArray first, NDArray second) { }

    /**
     * The plane that a seed gives.
     *
     * @param weights what is moved
     * @param parent on whose device the plane lies, and with which it ends at the latest
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    public WeightPlane(List<Parameter> weights, NDManager parent, long seed) {
        this.manager = parent.newSubManager();
        this.axes = weights.stream().filter(weight -> weight.stored().getShape().dimension() > 1)
                .map(weight -> new Axis(weight, direction(weight, 2 * seed), direction(weight, 2 * seed + 1)))
                .toList();
    }

    private NDArray direction(Parameter weight, long seed) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted before a direction was drawn");
        }
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + weight.name().hashCode());
        Shape shape = weight.stored().getShape();
        float[] drawn = new float[(int) shape.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        try (NDManager scratch = manager.newSubManager()) {
            NDArray direction = scratch.create(drawn, shape).toType(weight.stored().getDataType(), false);
            NDArray length = filterNorms(Constant.lent(weight.stored(), scratch));
            return scratch.ret(ChannelsLast.copy(
                    direction.mul(length.div(filterNorms(direction).add(LEAST_NORM)))));
        }
    }

    /** (F, ...) to the norm of each of its F filters, (F, 1, ...). */
    private static NDArray filterNorms(NDArray filters) {
        int[] within = IntStream.range(1, filters.getShape().dimension()).toArray();
        return filters.square().sum(within, true).sqrt();
    }

    /**
     * Measures the model at every point of a grid; an interrupt of this thread ends it after a point, and is consumed.
     *
     * @param name whose landscape it is
     * @param height what is measured, while the model's layers compute with moved weights
     */
    public Landscape landscape(String name, LandscapeGrid grid, DoubleSupplier height, Progress progress) {
        List<double[]> rows = new ArrayList<>();
        try {
            while (rows.size() < grid.points()) {
                rows.add(row(grid, rows.size(), height, progress));
            }
        } catch (CancellationException interrupted) {
            Thread.interrupted();
        }
        return new Landscape(name, grid, rows);
    }

    private double[] row(LandscapeGrid grid, int row, DoubleSupplier height, Progress progress) {
        double[] heights = new double[grid.points()];
        try (NDManager scratch = manager.newSubManager()) {
            List<NDArray> starts = axes.stream().map(axis -> moved(
                    axis.weight().stored(), axis.second(), grid.offset(row), scratch)).toList();
            for (int column = 0; column < heights.length; column++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted in row " + row);
                }
                heights[column] = at(starts, grid.offset(column), height);
                progress.reached(row * heights.length + column + 1, heights.length * heights.length);
            }
        }
        return heights;
    }

    private double at(List<NDArray> starts, double offset, DoubleSupplier height) {
        try (NDManager point = manager.newSubManager()) {
            for (int i = 0; i < starts.size(); i++) {
                axes.get(i).weight().replace(moved(starts.get(i), axes.get(i).first(), offset, point));
            }
            return height.getAsDouble();
        } finally {
            axes.forEach(axis -> axis.weight().untrack());
        }
    }

    private static NDArray moved(NDArray start, NDArray direction, double offset, NDManager owner) {
        NDArray moved = direction.mul((float) offset).addi(start);
        moved.attach(owner);
        return moved;
    }

    @Override
    public void close() {
        manager.close();
    }
}
