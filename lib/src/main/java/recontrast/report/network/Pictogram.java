package recontrast.report.network;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Set;

/** Small pictures of the distances: the points of two feature maps, and what of them is compared with what. */
record Pictogram(Brush brush) {

    static final double WIDTH = 104;
    static final double HEIGHT = 54;
    private static final int SIDE = 3; // points
    private static final double MAP = 39;
    private static final double STRIP = 13; // width of a flattened map
    private static final Color SAME = new Color(0x8FBBDA);
    private static final Set<Integer> HARD = Set.of(1, 4, 5);

    void paint(Distance distance, double left, double top) {
        switch (distance) {
            case POINT_BY_POINT -> pointByPoint(left, top + (HEIGHT - MAP) / 2);
            case GLOBAL -> flattened(left, top, SAME, SAME);
            case HARD_NORMALS -> flattened(left, top, Color.WHITE, Ink.GRADIENT);
        }
    }

    /** Two maps, each row of points joined to its counterpart. */
    private void pointByPoint(double left, double top) {
        double point = MAP / SIDE;
        double right = left + WIDTH - MAP;
        for (int i = 0; i < SIDE * SIDE; i++) {
            double y = top + i / SIDE * point;
            point(left + i % SIDE * point, y, point, SAME);
            point(right + i % SIDE * point, y, point, SAME);
        }
        for (int i = 0; i < SIDE; i++) {
            double y = top + (i + 0.5) * point;
            brush.outline(new Line2D.Double(left + MAP + 3, y, right - 3, y), Ink.TEXT, 1.6f);
        }
    }

    /** Two columns of all points, joined once. */
    private void flattened(double left, double top, Color easy, Color hard) {
        double point = HEIGHT / (SIDE * SIDE);
        double first = left + WIDTH / 2 - MAP;
        double second = left + WIDTH / 2 + MAP - STRIP;
        for (int i = 0; i < SIDE * SIDE; i++) {
            Color color = HARD.contains(i) ? hard : easy;
            strip(first, top + i * point, point, SAME);
            strip(second, top + i * point, point, color);
        }
        double y = top + HEIGHT / 2;
        brush.outline(new Line2D.Double(first + STRIP + 3, y, second - 3, y), Ink.TEXT, 2.6f);
    }

    private void point(double left, double top, double side, Color color) {
        cell(new Rectangle2D.Double(left, top, side, side), color);
    }

    private void strip(double left, double top, double height, Color color) {
        cell(new Rectangle2D.Double(left, top, STRIP, height), color);
    }

    private void cell(Rectangle2D cell, Color color) {
        brush.fill(cell, color);
        brush.outline(cell, Ink.TEXT, 0.8f);
    }
}
