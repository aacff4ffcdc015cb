package recontrast.report.network;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The way an arrow takes.
 *
 * @param points two or more, straight lines between them
 */
record Trace(List<Point2D> points) {

    private static final double FLATNESS = 0.1;

    Trace {
        points = List.copyOf(points);
    }

    static Trace along(Shape open) {
        List<Point2D> points = new ArrayList<>();
        double[] at = new double[6];
        PathIterator path = new FlatteningPathIterator(open.getPathIterator(null), FLATNESS);
        for (; !path.isDone(); path.next()) {
            path.currentSegment(at);
            Point2D point = new Point2D.Double(at[0], at[1]);
            if (points.isEmpty() || points.get(points.size() - 1).distance(point) > FLATNESS) {
                points.add(point);
            }
        }
        return new Trace(points);
    }

    Point2D start() {
        return points.get(0);
    }

    Point2D end() {
        return points.get(points.size() - 1);
    }

    /** The angle at which it arrives. */
    double heading() {
        Point2D before = points.get(points.size() - 2);
        return Math.atan2(end().getY() - before.getY(), end().getX() - before.getX());
    }

    Trace reversed() {
        List<Point2D> backwards = new ArrayList<>(points);
        Collections.reverse(backwards);
        return new Trace(backwards);
    }

    /** Its first straight line, as far as {@code x}. */
    Trace straightTo(double x) {
        return new Trace(List.of(start(), new Point2D.Double(x, start().getY())));
    }

    /** A parallel to its left, as one goes along. */
    Trace beside(double distance) {
        List<Point2D> shifted = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point2D before = points.get(Math.max(0, i - 1));
            Point2D after = points.get(Math.min(points.size() - 1, i + 1));
            double length = before.distance(after);
            shifted.add(new Point2D.Double(
                    points.get(i).getX() + distance * (after.getY() - before.getY()) / length,
                    points.get(i).getY() - distance * (after.getX() - before.getX()) / length));
        }
        return new Trace(shifted);
    }

    /** This without its end, where the head of an arrow goes. */
    Path2D shaft(double head) {
        Path2D shaft = new Path2D.Double();
        shaft.moveTo(start().getX(), start().getY());
        for (Point2D point : points.subList(1, points.size() - 1)) {
            shaft.lineTo(point.getX(), point.getY());
        }
        shaft.lineTo(end().getX() - head * Math.cos(heading()), end().getY() - head * Math.sin(heading()));
        return shaft;
    }
}
