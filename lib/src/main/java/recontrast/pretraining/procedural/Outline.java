package recontrast.pretraining.procedural;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** A closed outline around a centre: a polygon, a star, a flower or an ellipse. */
record Outline(Style style, int lobes, double depth, double elongation) {

    private static final int ROUND_POINTS = 36;

    /** Straight sides or a smooth line. */
    enum Style { ANGULAR, ROUND }

    static Outline draw(Dice setting) {
        return new Outline(setting.pick(Style.class), setting.integer(3, 7),
                setting.chance(0.5) ? setting.uniform(0.2, 0.65) : 0,
                setting.chance(0.4) ? setting.uniform(1.3, 3) : 1);
    }

    /** The outline with this radius, turned, at a place. */
    Shape at(double x, double y, double radius, double turn) {
        int points = style == Style.ROUND ? ROUND_POINTS : 2 * lobes;
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points; i++) {
            double angle = 2 * Math.PI * i / points;
            double length = radius * reach(angle, i);
            double along = length * Math.cos(angle);
            double across = length * Math.sin(angle) / elongation;
            double pointX = x + along * Math.cos(turn) - across * Math.sin(turn);
            double pointY = y + along * Math.sin(turn) + across * Math.cos(turn);
            if (i == 0) {
                path.moveTo(pointX, pointY);
            } else {
                path.lineTo(pointX, pointY);
            }
        }
        path.closePath();
        return path;
    }

    private double reach(double angle, int point) {
        if (style == Style.ROUND) {
            return 1 - depth * (0.5 - 0.5 * Math.cos(lobes * angle));
        }
        double straight = Math.cos(Math.PI / lobes); // the middle of a side of a regular polygon
        return point % 2 == 0 ? 1 : straight * (1 - depth);
    }
}
