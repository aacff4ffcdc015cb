package recontrast.report.network;

import java.awt.geom.Arc2D;
import java.awt.geom.RoundRectangle2D;

/** The sign of a frozen part. */
final class Padlock {

    static final double WIDTH = 15;

    private Padlock() { }

    /** Draws it on a line of text. */
    static void paint(Brush brush, double left, double baseline) {
        brush.outline(new Arc2D.Double(left + 3, baseline - 17, 9, 16, 0, 180, Arc2D.OPEN), Ink.TEXT, 2);
        brush.fill(new RoundRectangle2D.Double(left, baseline - 9, WIDTH, 11, 4, 4), Ink.TEXT);
    }
}
