package recontrast.report;

import org.apiguardian.api.API;
import org.knowm.xchart.style.markers.Marker;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * How one configuration is drawn.
 *
 * @param color of line and markers
 * @param line width and dashes
 * @param marker at each measured point
 */
@API(status = API.Status.EXPERIMENTAL)
public record Look(Color color, BasicStroke line, Marker marker) {

    private static final float[][] SEEDS = {{}, {6, 4}, {2, 3}, {10, 3, 2, 3}, {14, 6}}; // dashes and what is between

    /** The same with a thin, unbroken line: for what has a point at every step. */
    public Look thin() {
        return new Look(color, new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND), marker);
    }

    /** The same for one of several seeds: a thin and paler line, told apart by its dashes. */
    public Look ofSeed(int place) {
        float[] dashes = SEEDS[place % SEEDS.length];
        return new Look(mixed(Color.WHITE, 0.6), new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                dashes.length == 0 ? null : dashes, 0), marker);
    }

    /** The colour mixed with white: for what lies behind a line. */
    public Color faint() {
        return mixed(Color.WHITE, 0.3);
    }

    /** So large a part of the colour, and of another for the rest. */
    Color mixed(Color other, double part) {
        return new Color(mixed(color.getRed(), other.getRed(), part), mixed(color.getGreen(), other.getGreen(), part),
                mixed(color.getBlue(), other.getBlue(), part));
    }

    private static int mixed(int own, int other, double part) {
        return (int) Math.round(other + (own - other) * part);
    }
}
