package recontrast.data.embedded;

/** Strokes with round ends, drawn once onto a grid of half pixels: the coverage of [0, 1] at every point. */
final class Stencil implements Field {

    private static final int DENSITY = 2;   // grid cells a pixel
    private static final int SIDE = DENSITY * Camera.SIZE;

    private final float[] coverage = new float[SIDE * SIDE];

    /** Adds a stroke that tapers from one width to another; where strokes overlap, the stronger one counts. */
    void stroke(Point from, Point to, double widthFrom, double widthTo, double strength) {
        double reach = Math.max(widthFrom, widthTo) / 2 + 1;
        int left = cell(Math.min(from.x(), to.x()) - reach);
        int right = cell(Math.max(from.x(), to.x()) + reach);
        int top = cell(Math.min(from.y(), to.y()) - reach);
        int bottom = cell(Math.max(from.y(), to.y()) + reach);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double x = (column + 0.5) / DENSITY;
                double y = (row + 0.5) / DENSITY;
                double along = along(from, to, x, y);
                double distance = Math.sqrt(square(from.x() + along * (to.x() - from.x()) - x)
                        + square(from.y() + along * (to.y() - from.y()) - y));
                double width = Smooth.mix(widthFrom, widthTo, along);
                double ink = strength * Math.min(1, width) * Smooth.clamp(Math.max(0.5, width / 2) + 0.5 - distance);
                int cell = row * SIDE + column;
                coverage[cell] = Math.max(coverage[cell], (float) ink);
            }
        }
    }

    /** Adds a round dot. */
    void dot(Point centre, double radius, double strength) {
        stroke(centre, centre, 2 * radius, 2 * radius, strength);
    }

    @Override
    public double at(double x, double y) {
        return coverage[cell(y) * SIDE + cell(x)];
    }

    private static int cell(double pixel) {
        return Math.max(0, Math.min(SIDE - 1, (int) Math.floor(DENSITY * pixel)));
    }

    /** The place between the ends, 0 to 1, that is nearest to the point. */
    private static double along(Point from, Point to, double x, double y) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = dx * dx + dy * dy;
        return length == 0 ? 0 : Smooth.clamp(((x - from.x()) * dx + (y - from.y()) * dy) / length);
    }

    private static double square(double value) {
        return value * value;
    }
}
