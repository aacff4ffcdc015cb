package recontrast.data.embedded;

/**
 * The back of an eye, as a fundus camera shows it: optic disc, macula and vessels on a red-orange retina.
 *
 * <p>Good eyes differ in side, pigment, mottling, haze and above all in their vessels.
 *
 * @param temporal the side of the optic disc on which the macula lies: 1 right, -1 left
 * @param haze     pale light coming from {@code flare} at the edge of the lens, from none (0) to strong (1)
 */
record Fundus(Point disc, Point macula, double temporal, Field vessels, Rgb retina, double discRadius, double haze,
        Point flare, Noise mottling) implements Paint {

    /** Radius of the visible circle, in pixels. */
    static final double RADIUS = 77;

    private static final Point MIDDLE = new Point(Camera.SIZE / 2.0, Camera.SIZE / 2.0);
    private static final Rgb BLACK = Rgb.of(0x060505);
    private static final Rgb PALE = Rgb.of(0xF4D08A);
    private static final Rgb CUP = Rgb.of(0xFFEDC4);
    private static final Rgb BLOOD = new Rgb(0.62, 0.42, 0.42);
    private static final Rgb LIPID = Rgb.of(0xF2D27A);
    private static final Rgb FRESH_BLOOD = new Rgb(0.50, 0.30, 0.32);
    private static final Rgb VENOUS_BLOOD = new Rgb(0.62, 0.40, 0.42);

    static Fundus born(Chance chance) {
        double temporal = chance.sign();
        Point disc = new Point(MIDDLE.x() - temporal * chance.around(36, 2), MIDDLE.y() + chance.around(0, 2));
        Point macula = new Point(disc.x() + temporal * chance.around(46, 1.5), disc.y() + chance.around(4, 1.5));
        Rgb retina = Rgb.of(0xC8642E).varied(0.05, chance);
        double haze = chance.happens(0.3) ? chance.between(0.3, 1) : 0;
        return new Fundus(disc, macula, temporal, Vessels.grown(disc, macula, temporal, chance), retina,
                chance.between(9.5, 12), haze, MIDDLE.polar(chance.between(0, 2 * Math.PI), RADIUS + 6),
                chance.noise());
    }

    @Override
    public Rgb at(double x, double y) {
        double eccentric = MIDDLE.distance(x, y) / RADIUS;
        double visible = Smooth.step(1.005, 0.985, eccentric);
        if (visible == 0) {
            return BLACK;
        }
        Rgb ground = ground(x, y).mix(PALE, 0.85 * discAt(x, y)).mix(CUP, 0.75 * cupAt(x, y));
        Rgb bloody = ground.mix(ground.times(BLOOD), vessels.at(x, y) * (1 - 0.5 * cupAt(x, y)));
        Rgb lit = bloody.times(1.12 - 0.42 * eccentric * eccentric).mix(PALE, 0.5 * hazeAt(x, y));
        return BLACK.mix(lit, visible);
    }

    /** How much of the retina is in view: 1 inside the circle, 0 in the black around it. */
    double inView(Point point) {
        return Smooth.step(1, 0.95, MIDDLE.distance(point) / RADIUS);
    }

    private Rgb ground(double x, double y) {
        double mottle = 0.12 * mottling.fractal(x / 14, y / 14, 3) + 0.10 * mottling.at(x / 40 + 9, y / 40);
        double fovea = Smooth.step(15, 0, macula.distance(x, y));
        Rgb mottled = new Rgb(retina.red() * (1 + 0.5 * mottle), retina.green() * (1 + mottle),
                retina.blue() * (1 + mottle));
        return mottled.mix(mottled.times(new Rgb(0.72, 0.58, 0.6)), 0.8 * fovea);
    }

    private double discAt(double x, double y) {
        double distance = disc.distance(x, y);
        return distance > discRadius + 4 ? 0
                : Smooth.step(discRadius + 2, discRadius - 2, distance + mottling.at(x / 6, y / 6));
    }

    private double cupAt(double x, double y) {
        return Smooth.step(0.55 * discRadius, 0.2 * discRadius, disc.distance(x - temporal, y));
    }

    private double hazeAt(double x, double y) {
        return haze == 0 ? 0 : haze * Smooth.step(45, 5, flare.distance(x, y));
    }

    /** Clusters of small, sharp, yellow deposits. */
    Paint exudate(double severity, Chance chance) {
        Stencil deposits = new Stencil();
        Point cluster = besideDisc(chance);
        int count = 3 + (int) (22 * severity);
        for (int i = 0; i < count; i++) {
            Point spot = cluster.polar(chance.between(0, 2 * Math.PI), chance.between(0, 8 + 14 * severity));
            double radius = chance.between(0.5, 1.0 + 1.2 * severity);
            deposits.dot(spot, radius, chance.between(0.6, 0.95) * inView(spot));
        }
        return covered(deposits, (x, y) -> LIPID);
    }

    /** Dark red blots of blood. */
    Paint haemorrhage(double severity, Chance chance) {
        Paint bleeding = this;
        int count = 1 + (int) (6 * severity);
        for (int i = 0; i < count; i++) {
            Point spot = besideDisc(chance);
            Blob blot = new Blob(spot, chance.between(1.3, 2.4 + 3.6 * severity), 1.5, 0.35, chance.noise());
            bleeding = bleeding.stained(blot.times((0.5 + 0.3 * severity) * inView(spot)), FRESH_BLOOD);
        }
        return bleeding;
    }

    /** New vessels: a fine, tangled tuft that no healthy tree grows. */
    Paint neovascular(double severity, Chance chance) {
        Stencil tuft = new Stencil();
        Point root = besideDisc(chance);
        int sprouts = 4 + (int) (8 * severity);
        for (int sprout = 0; sprout < sprouts; sprout++) {
            curl(tuft, root, 5 + 12 * severity, chance);
        }
        return stained(tuft, VENOUS_BLOOD);
    }

    /** Draws one fine vessel that winds about as it leaves the root. */
    private void curl(Stencil tuft, Point root, double length, Chance chance) {
        Point tip = root;
        double heading = chance.between(0, 2 * Math.PI);
        double bend = chance.sign() * chance.between(0.15, 0.45);
        for (double grown = 0; grown < length; grown += 1.5) {
            Point next = tip.polar(heading, 1.5);
            tuft.stroke(tip, next, 0.9, 0.8, 0.9 * inView(next));
            heading += bend + chance.around(0, 0.15);
            tip = next;
        }
    }

    /** A place of the retina with the optic disc at a distance. */
    private Point besideDisc(Chance chance) {
        Point place = disc;
        while (place.distance(disc) < 2 * discRadius) {
            place = MIDDLE.polar(chance.between(0, 2 * Math.PI), chance.between(0, 55));
        }
        return place;
    }
}
