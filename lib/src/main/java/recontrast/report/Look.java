package recontrast.report;

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
public record Look(Color color, BasicStroke line, Marker marker) {

    /** The colour mixed with white: for what lies behind a line. */
    Color faint() {
        return new Color(faint(color.getRed()), faint(color.getGreen()), faint(color.getBlue()));
    }

    private static int faint(int channel) {
        return 255 - (255 - channel) * 3 / 10;
    }
}
