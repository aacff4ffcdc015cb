package recontrast.data.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * A serial number and an arrow printed along the face of a washer, as strokes: no font, so the same everywhere.
 *
 * @param strokes  what was printed, in polar coordinates about the washer's centre
 * @param strength how much ink lies on a stroke, 0 to 1
 * @param ink      how much ink lies at a point of the picture
 */
record Print(List<Stroke> strokes, Placement placement, double strength, Stencil ink) implements Field {

    private static final int DIGITS = 5;
    private static final double RADIUS = 50;
    private static final double HEIGHT = 10.5;
    private static final double WIDTH = 5.6;
    private static final double ADVANCE = 8.6;   // from one digit to the next
    private static final double TOP = -Math.PI / 2;
    private static final double BOTTOM = Math.PI / 2;

    /** Seven segments from (x0, y0) to (x1, y1), in units of a digit's width and height, y down. */
    private static final double[][] SEGMENTS = {
        {0, 0, 1, 0}, {1, 0, 1, 0.5}, {1, 0.5, 1, 1}, {0, 1, 1, 1}, {0, 0.5, 0, 1}, {0, 0, 0, 0.5}, {0, 0.5, 1, 0.5}};
    /** The segments of each digit, the first in the lowest bit. */
    private static final int[] SHAPES = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F};

    /** One stroke between two points, each an angle in radians and a radius in pixels. */
    record Stroke(double angleFrom, double radiusFrom, double angleTo, double radiusTo) { }

    /** A random number at the top, an arrow one way or the other at the bottom. */
    static Print random(Placement placement, Chance chance) {
        List<Stroke> strokes = new ArrayList<>();
        double turn = chance.between(-0.06, 0.06);
        for (int i = 0; i < DIGITS; i++) {
            strokes.addAll(digit(chance.whole(0, 10), TOP + turn + (i - (DIGITS - 1) / 2.0) * ADVANCE / RADIUS));
        }
        strokes.addAll(arrow(BOTTOM + chance.between(-0.06, 0.06), chance.sign()));
        return new Print(strokes, placement, chance.between(0.8, 1), new Stencil()).stamped(0, 1);
    }

    /** The same print, wiped along the ring before it was dry: copies that fade with their angle. */
    Print wiped(double angle, double wetness) {
        Print wiped = new Print(strokes, placement, strength, new Stencil()).stamped(0, 1);
        int copies = 1 + (int) Math.ceil(Math.abs(angle) * RADIUS / 0.7);
        for (int copy = 1; copy <= copies; copy++) {
            wiped.stamped(angle * copy / copies, wetness * (1 - 0.8 * copy / copies));
        }
        return wiped;
    }

    @Override
    public double at(double x, double y) {
        return ink.at(x, y);
    }

    private Print stamped(double turn, double share) {
        for (Stroke stroke : strokes) {
            ink.stroke(inPicture(stroke.angleFrom() + turn, stroke.radiusFrom()),
                    inPicture(stroke.angleTo() + turn, stroke.radiusTo()), 1.5, 1.5, share * strength);
        }
        return this;
    }

    private Point inPicture(double angle, double radius) {
        return placement.toPicture(new Point(0, 0).polar(angle, radius));
    }

    private static List<Stroke> digit(int digit, double angle) {
        List<Stroke> strokes = new ArrayList<>();
        for (int segment = 0; segment < SEGMENTS.length; segment++) {
            if ((SHAPES[digit] >> segment & 1) == 1) {
                double[] ends = SEGMENTS[segment];
                strokes.add(new Stroke(angle + (ends[0] - 0.5) * WIDTH / RADIUS, RADIUS + (0.5 - ends[1]) * HEIGHT,
                        angle + (ends[2] - 0.5) * WIDTH / RADIUS, RADIUS + (0.5 - ends[3]) * HEIGHT));
            }
        }
        return strokes;
    }

    private static List<Stroke> arrow(double angle, double direction) {
        double tip = angle + direction * 0.3;
        double tail = angle - direction * 0.3;
        double barb = tip - direction * 0.1;
        return List.of(new Stroke(tail, RADIUS, angle, RADIUS), new Stroke(angle, RADIUS, tip, RADIUS),
                new Stroke(tip, RADIUS, barb, RADIUS + 4), new Stroke(tip, RADIUS, barb, RADIUS - 4));
    }
}
