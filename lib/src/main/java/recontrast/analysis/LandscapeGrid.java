package recontrast.analysis;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.apiguardian.api.API;

import java.util.List;

/**
 * Where a landscape is measured: points on a square, centred on the trained weights. Of each component there is a
 * {@code with}, which gives a changed copy.
 *
 * @param points along each edge, odd so that one is the trained weights themselves
 * @param distance length of an edge; 1 is as long as the weights of each filter
 * @param blocks what is moved: {@code encoder}, {@code bottleneck}, {@code decoder}; the frozen encoder never is
 * @param seed of the two directions
 */
@API(status = API.Status.STABLE)
@RecordBuilder
public record LandscapeGrid(int points, double distance, List<String> blocks, long seed)
        implements LandscapeGridBuilder.With {

    /** The parts of the network whose weights may be moved. */
    public static final List<String> BLOCKS = List.of("encoder", "bottleneck", "decoder");

    /** 21 x 21 points: a minute on a laptop. */
    public static final LandscapeGrid QUICK = new LandscapeGrid(21, 1, BLOCKS, 0);

    /** 51 x 51 points, about as many as in the paper. */
    public static final LandscapeGrid FINE = QUICK.withPoints(51);

    public LandscapeGrid {
        blocks = List.copyOf(blocks);
        if (points < 3 || points % 2 == 0) {
            throw new IllegalArgumentException("expected an odd number of points from 3 on; found " + points);
        }
        if (!(distance > 0)) {
            throw new IllegalArgumentException("expected a distance above 0; found " + distance);
        }
        if (blocks.isEmpty() || !BLOCKS.containsAll(blocks)) {
            throw new IllegalArgumentException("expected blocks out of " + BLOCKS + "; found " + blocks);
        }
    }

    /** {@code withBlocks("decoder")}. */
    public LandscapeGrid withBlocks(String... value) {
        return withBlocks(List.of(value));
    }

    /** Coordinate of a point along an edge, -distance/2 to distance/2. */
    public double offset(int point) {
        return distance * (2 * point - (points - 1)) / (2 * (points - 1)); // exactly 0 in the middle
    }
}
