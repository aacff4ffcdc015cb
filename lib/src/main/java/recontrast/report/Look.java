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

    /** The same with a thin, unbroken line: for what has a point at every step. */
    public Look thin() {
        return new Look(color, new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND), marker);
    }

    /** The colour mixed with white: for what lies behind a line. */
    public Color faint() {
        return new Color(faint(color.getRed()), faint(color.getGreen()), faint(color.getBlue()));
    }

    private static int faint(int channel) {
        return 255 - (255 - channel) * 3 / 10;
    }
}
