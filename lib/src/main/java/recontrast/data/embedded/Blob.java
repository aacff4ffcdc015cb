package recontrast.data.embedded;

/**
 * A round patch with an uneven outline: 1 inside, 0 outside, falling from one to the other over a soft edge.
 *
 * @param softness   width of the edge, in pixels
 * @param unevenness how far the outline strays from the circle, as a share of the radius
 */
record Blob(Point centre, double radius, double softness, double unevenness, Noise noise) implements Field {

    /** A blob whose centre is at least {@code margin} pixels from every edge of the picture. */
    static Blob within(double margin, double radius, double softness, double unevenness, Chance chance) {
        Point centre = new Point(chance.between(margin, Camera.SIZE - margin),
                chance.between(margin, Camera.SIZE - margin));
        return new Blob(centre, radius, softness, unevenness, chance.noise());
    }

    @Override
    public double at(double x, double y) {
        double distance = centre.distance(x, y);
        if (distance > radius * (1 + 1.6 * unevenness) + softness) {
            return 0;
        }
        double turn = Math.max(distance, 1e-6);
        double bulge = noise.fractal(1.5 * (x - centre.x()) / turn, 1.5 * (y - centre.y()) / turn, 3);
        double outline = radius * (1 + 1.4 * unevenness * bulge);
        return Smooth.step(softness / 2, -softness / 2, distance - outline);
    }
}
