package recontrast.report.charts;

import recontrast.analysis.Landscape;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * A landscape seen from an angle, drawn from the back to the front.
 *
 * @param landscape at least two rows
 * @param scale of heights
 */
record Surface(Landscape landscape, ColourScale scale) {

    private static final double TURN = Math.toRadians(35);
    private static final double TILT = Math.toRadians(32);
    private static final double RELIEF = 0.62; // height of the scale, where an edge of the plane is 1
    private static final Color EDGE = new Color(0, 0, 0, 60);

    /** Draws into {@code width} x {@code height} pixels. */
    void paint(Graphics2D graphics, int width, int height) {
        double unit = Math.min(width / 1.55, height / 1.30);
        floor(graphics, width, height, unit);
        graphics.setStroke(new BasicStroke(0.7f));
        for (int r = 0; r < landscape.rows().size() - 1; r++) {
            for (int c = landscape.grid().points() - 2; c >= 0; c--) {
                patch(graphics, c, r, width, height, unit);
            }
        }
    }

    /** The plane at the lowest height, for the eye to measure against. */
    private void floor(Graphics2D graphics, int width, int height, double unit) {
        int last = landscape.grid().points() - 1;
        Path2D floor = new Path2D.Double();
        int[][] corners = {{0, 0}, {last, 0}, {last, last}, {0, last}};
        for (int[] corner : corners) {
            append(floor, seen(corner[0], corner[1], 0, width, height, unit));
        }
        floor.closePath();
        graphics.setColor(new Color(0xBBBBBB));
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(floor);
    }

    private void patch(Graphics2D graphics, int c, int r, int width, int height, double unit) {
        Path2D patch = new Path2D.Double();
        int[][] corners = {{c, r}, {c + 1, r}, {c + 1, r + 1}, {c, r + 1}};
        double mean = 0;
        for (int[] corner : corners) {
            double value = landscape.at(corner[0], corner[1]);
            mean += value / corners.length;
            append(patch, seen(corner[0], corner[1], scale.part(value), width, height, unit));
        }
        patch.closePath();
        graphics.setColor(new Color(scale.rgb(mean)));
        graphics.fill(patch);
        graphics.setColor(EDGE);
        graphics.draw(patch);
    }

    private static void append(Path2D path, Point2D point) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(point.getX(), point.getY());
        } else {
            path.lineTo(point.getX(), point.getY());
        }
    }

    /** Turns and tilts a point of the grid; rows run from the back to the front. */
    private Point2D seen(int column, int row, double part, int width, int height, double unit) {
        double last = landscape.grid().points() - 1;
        double x = column / last - 0.5;
        double y = row / last - 0.5;
        double across = x * Math.cos(TURN) + y * Math.sin(TURN);
        double depth = -x * Math.sin(TURN) + y * Math.cos(TURN);
        return new Point2D.Double(width / 2.0 + unit * across,
                height * 0.66 + unit * (depth * Math.sin(TILT) - RELIEF * part * Math.cos(TILT)));
    }
}
