package recontrast.data.embedded;

/**
 * A turned steel flange seen from above: two rims, four bolt holes, a groove, and a printed serial number.
 *
 * <p>Good pieces differ in pose, lustre, brushing and above all in what is printed on them.
 *
 * @param rim      how far the outer rim is pushed in, in pixels, at a point of the unit circle
 * @param print    the ink, in the picture's coordinates
 * @param lightX   where the light comes from, as a unit vector
 * @param lightY   the same
 * @param lustre   strength of the highlights
 * @param brushing the marks of the lathe, and the grain of the mat below
 */
record Washer(Placement placement, Field rim, Print print, double lightX, double lightY, double lustre,
        Noise brushing) implements Paint {

    private static final double OUTER = 66;
    private static final double INNER = 23;
    private static final double GROOVE = 34;
    private static final double BOLT_CIRCLE = 51;
    private static final double BOLT = 6.5;
    private static final double CHAMFER = 2.6;
    private static final double DIAGONAL = Math.sqrt(0.5) * BOLT_CIRCLE;

    private static final Rgb STEEL = Rgb.of(0xA9ADB2);
    private static final Rgb MAT = Rgb.of(0x2F3A45);
    private static final Rgb INK = Rgb.of(0x1B2140);

    static Washer turned(Chance chance) {
        Placement placement = Placement.near(4, 7, chance);
        double light = chance.around(-2.1, 0.25);
        return new Washer(placement, (x, y) -> 0, Print.random(placement, chance), StrictMath.cos(light),
                StrictMath.sin(light), chance.between(0.7, 1.2), chance.noise());
    }

    /** Paints steel with a lit chamfer and ink, or the mat with the washer's shadow on it. */
    @Override
    public Rgb at(double x, double y) {
        Point point = placement.toObject(x, y);
        double depth = depth(point.x(), point.y());
        if (depth <= 0) {
            return mat(x, y);
        }
        double radius = Math.sqrt(point.x() * point.x() + point.y() * point.y());
        Rgb face = STEEL.times(lathe(point, radius)).mix(INK, 0.85 * print.at(x, y));
        return depth < CHAMFER ? face.mix(STEEL.times(chamfer(point)), 0.75) : face;
    }

    /** Pixels into the metal from its nearest edge; negative beside it. */
    double depth(double x, double y) {
        double radius = Math.sqrt(x * x + y * y);
        double outer = OUTER - rim.at(x / Math.max(radius, 1e-6), y / Math.max(radius, 1e-6));
        double ring = Math.min(outer - radius, radius - INNER);
        double bolt = new Point(Math.abs(x), Math.abs(y)).distance(DIAGONAL, DIAGONAL) - BOLT;
        return Math.min(ring, bolt);
    }

    /** 1 on the metal and 0 beside it. */
    private double body(double x, double y) {
        Point point = placement.toObject(x, y);
        return Smooth.step(0, 1, depth(point.x(), point.y()));
    }

    /** Brightness of the turned face: fine rings, and the two bright wedges that turned metal shows. */
    private double lathe(Point point, double radius) {
        double cos = point.x() / radius;
        double sin = point.y() / radius;
        double facing = cos * lightX + sin * lightY;
        double wedge = facing * facing * facing * facing;
        double across = -cos * lightY + sin * lightX;
        double second = across * across * across * across;
        double rings = 0.05 * brushing.at(1.7 * radius, 3 * cos) + 0.05 * brushing.at(0.9 * radius + 300, 3 * sin + 40)
                + 0.03 * Smooth.wave(radius / 2.3);
        double groove = 0.30 * (Smooth.step(1.2, 0, Math.abs(radius - GROOVE - 0.7))
                - 1.4 * Smooth.step(1.4, 0, Math.abs(radius - GROOVE + 0.7)));
        return 0.66 + lustre * (0.42 * wedge + 0.20 * second) + rings + groove;
    }

    /** Brightness of a bevelled edge: bright where it faces the light, dark where it looks away. */
    private double chamfer(Point point) {
        double slopeX = depth(point.x() + 0.5, point.y()) - depth(point.x() - 0.5, point.y());
        double slopeY = depth(point.x(), point.y() + 0.5) - depth(point.x(), point.y() - 0.5);
        return 0.75 - 0.5 * (slopeX * lightX + slopeY * lightY);
    }

    private Rgb mat(double x, double y) {
        Point shaded = placement.toObject(x + 4 * lightX, y + 4 * lightY);
        double shadow = 0.55 * Smooth.step(-2, 5, depth(shaded.x(), shaded.y()));
        double grain = 0.10 * brushing.fractal(x / 3, y / 3, 2) + 0.08 * brushing.at(x / 50, y / 50);
        return MAT.times((1 + grain) * (1 - shadow));
    }

    /** A slightly curved line scored into the face, bright on one side and dark on the other. */
    Paint scratch(double severity, Chance chance) {
        Point start = onFace(chance);
        double heading = chance.between(0, 2 * Math.PI);
        double length = 18 + 36 * severity;
        Point middle = start.polar(heading, length / 2);
        Point end = middle.polar(heading + chance.between(-0.4, 0.4), length / 2);
        Stencil score = new Stencil();
        double width = 1.2 + 1.0 * severity;
        score.stroke(start, middle, width, width, 1);
        score.stroke(middle, end, width, width, 1);
        double depth = 0.30 + 0.55 * severity;
        return lit((x, y) -> depth * body(x, y) * (score.at(x, y) - 0.8 * score.at(x - 0.9, y - 0.9)));
    }

    /** A shallow hollow: dark where its wall looks away from the light, bright where it faces it. */
    Paint dent(double severity, Chance chance) {
        Point centre = onFace(chance);
        double radius = 5 + 8 * severity;
        double depth = 0.45 + 0.75 * severity;
        return lit((x, y) -> {
            double across = centre.distance(x, y) / radius;
            double wall = Smooth.step(1, 0.5, across) * body(x, y);
            double facing = ((x - centre.x()) * lightX + (y - centre.y()) * lightY) / radius;
            return wall == 0 ? 0 : -depth * wall * facing;
        });
    }

    /** A blot of grease or rust. */
    Paint contamination(double severity, Chance chance) {
        Blob blot = new Blob(onFace(chance), 4 + 8 * severity, 2, 0.4, chance.noise());
        Rgb tint = Rgb.of(chance.happens(0.5) ? 0x6B4A2A : 0x4A4A3C);
        return stained(blot, Rgb.of(0xFFFFFF).mix(tint, 0.25 + 0.6 * severity));
    }

    /** A length of the outer rim is pushed in. */
    Paint bent(double severity, Chance chance) {
        Point middle = new Point(0, 0).polar(chance.between(0, 2 * Math.PI), 1);
        double push = 2 + 7 * severity;
        double span = StrictMath.cos(chance.between(0.3, 0.5));
        return new Washer(placement, (x, y) -> push * Smooth.step(span, 1, x * middle.x() + y * middle.y()), print,
                lightX, lightY, lustre, brushing);
    }

    /** The print was wiped before it was dry. */
    Paint wipedPrint(double severity, Chance chance) {
        double angle = chance.sign() * (0.03 + 0.17 * severity);
        return new Washer(placement, rim, print.wiped(angle, 0.4 + 0.5 * severity), lightX, lightY, lustre, brushing);
    }

    private Point onFace(Chance chance) {
        double angle = chance.between(0, 2 * Math.PI);
        return placement.toPicture(new Point(0, 0).polar(angle, chance.between(29, 59)));
    }
}
