package recontrast.analysis;

import org.apiguardian.api.API;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A figure of a model on a plane through its weights (paper, Fig. 4).
 *
 * @param name whose landscape it is
 * @param grid where it was meant to be measured
 * @param rows of measured heights, {@code grid.points()} each; fewer rows than that if it was interrupted
 */
@API(status = API.Status.STABLE)
public record Landscape(String name, LandscapeGrid grid, List<double[]> rows) {

    public Landscape {
        rows = List.copyOf(rows);
    }

    /** Whether every row was measured. */
    public boolean finished() {
        return rows.size() == grid.points();
    }

    /** The height at a point of the grid. */
    public double at(int column, int row) {
        return rows.get(row)[column];
    }

    /** The height at the trained weights. */
    public double centre() {
        return at(grid.points() / 2, grid.points() / 2);
    }

    public double lowest() {
        return heights().min().orElseThrow();
    }

    public double highest() {
        return heights().max().orElseThrow();
    }

    private DoubleStream heights() {
        return rows.stream().flatMapToDouble(Arrays::stream);
    }

    /**
     * How much higher the points are that lie this far from the trained weights, on average.
     *
     * @param radius in the grid's unit; points count to the nearest whole step
     */
    public double rise(double radius) {
        int middle = grid.points() / 2;
        double step = grid.distance() / (grid.points() - 1);
        return IntStream.range(0, rows.size()).boxed()
                .flatMapToDouble(row -> IntStream.range(0, grid.points())
                        .filter(column -> Math.round(Math.hypot(row - middle, column - middle))
                                == Math.round(radius / step))
                        .mapToDouble(column -> at(column, row)))
                .average().orElseThrow(() -> new IllegalArgumentException(
                        "expected a radius up to " + grid.distance() / 2 + "; found " + radius)) - centre();
    }

    @Override
    public String toString() {
        return finished()
                ? String.format(Locale.ROOT, "%s: mean anomaly %.4f at the trained weights, lowest %.4f on the plane; on"
                                + " average %.4f higher at distance %.2f and %.4f higher at %.2f", name, centre(), lowest(),
                        rise(grid.distance() / 4), grid.distance() / 4, rise(grid.distance() / 2), grid.distance() / 2)
                : name + ": stopped after " + rows.size() + " of " + grid.points() + " rows";
    }
}
