package recontrast.data.embedded;

/**
 * A tree of blood vessels that grows from the optic disc: each vessel wanders, thins and branches.
 *
 * @param macula    where no large vessel goes
 * @param temporal  the side on which the macula lies: 1 to the right of the disc, -1 to the left
 */
record Vessels(Point disc, Point macula, double temporal, Stencil ink) {

    private static final double STEP = 2.5;
    private static final double FINEST = 0.55;
    private static final double AVOIDED = 15;   // pixels around the macula; vessels thin out before
    /** Where the four arcades start and where they bend to, in degrees from the temporal side, upper half. */
    private static final double[][] ARCADES = {{72, 8}, {118, 165}};

    /** Two pairs of artery and vein above the disc, two below. */
    static Field grown(Point disc, Point macula, double temporal, Chance chance) {
        Vessels vessels = new Vessels(disc, macula, temporal, new Stencil());
        for (double[] arcade : ARCADES) {
            for (double half : new double[] {-1, 1}) {
                double spread = chance.around(0, 6);
                vessels.main(half * (arcade[0] + spread), half * arcade[1], chance.between(2.3, 3.0), chance);
                vessels.main(half * (arcade[0] + spread + chance.around(14, 3)), half * arcade[1],
                        chance.between(1.6, 2.1), chance);
            }
        }
        return vessels.ink;
    }

    private void main(double fromDegrees, double toDegrees, double width, Chance chance) {
        grow(new Twig(disc.polar(chance.between(0, 6), 2), StrictMath.toRadians(fromDegrees),
                StrictMath.toRadians(toDegrees), width), chance);
    }

    /** The growing end of a vessel; angles are counted from the temporal side, clockwise. */
    private record Twig(Point tip, double heading, double goal, double width) {
    }

    private void grow(Twig start, Chance chance) {
        Twig twig = start;
        double drift = 0;
        while (twig.width() > FINEST && inside(twig.tip())) {
            Twig next = extended(twig, drift);
            double darkness = Smooth.clamp(0.45 + 0.25 * twig.width());
            ink.stroke(twig.tip(), next.tip(), twig.width(), next.width(), darkness);
            if (chance.happens(0.11)) {
                double side = chance.sign();
                double angle = next.heading() + side * chance.between(0.5, 0.9);
                grow(new Twig(next.tip(), angle, angle - side * chance.between(0, 0.6),
                        next.width() * chance.between(0.5, 0.75)), chance);
            }
            drift = 0.8 * drift + chance.around(0, 0.05);
            twig = next;
        }
    }

    private Twig extended(Twig twig, double drift) {
        double towards = 0.045 * (twig.goal() - twig.heading());
        double heading = twig.heading() + towards + drift;
        Point tip = new Point(twig.tip().x() + temporal * STEP * StrictMath.cos(heading),
                twig.tip().y() + STEP * StrictMath.sin(heading));
        double taper = tip.distance(macula) < AVOIDED + 8 ? 0.75 : 0.978;
        return new Twig(tip, heading, twig.goal(), twig.width() * taper);
    }

    private boolean inside(Point tip) {
        return tip.distance(macula) > AVOIDED
                && tip.distance(Camera.SIZE / 2.0, Camera.SIZE / 2.0) < Fundus.RADIUS + 3;
    }
}
