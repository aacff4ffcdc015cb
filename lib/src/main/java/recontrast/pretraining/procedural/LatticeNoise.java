package recontrast.pretraining.procedural;

/** Gradient noise: smooth, zero at integer points, about as fine as the unit square (Perlin 1985). */
final class LatticeNoise implements Surface {

    private static final int DIRECTIONS = 64;
    private static final double[] COSINE = new double[DIRECTIONS];
    private static final double[] SINE = new double[DIRECTIONS];

    static {
        for (int i = 0; i < DIRECTIONS; i++) {
            COSINE[i] = Math.cos(2 * Math.PI * i / DIRECTIONS);
            SINE[i] = Math.sin(2 * Math.PI * i / DIRECTIONS);
        }
    }

    private final int seed;

    LatticeNoise(int seed) {
        this.seed = seed;
    }

    /** In about -0.7 to 0.7. */
    @Override
    public double at(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double dx = x - column;
        double dy = y - row;
        double across = ease(dx);
        double upper = mix(slope(column, row, dx, dy), slope(column + 1, row, dx - 1, dy), across);
        double lower = mix(slope(column, row + 1, dx, dy - 1), slope(column + 1, row + 1, dx - 1, dy - 1), across);
        return mix(upper, lower, ease(dy));
    }

    /** A hash of a point of the lattice, every bit usable. */
    static int hash(int column, int row, int seed) {
        int h = column * 0x9E3779B1 ^ row * 0x85EBCA77 ^ seed;
        h = (h ^ h >>> 16) * 0x7FEB352D;
        h = (h ^ h >>> 15) * 0x846CA68B;
        return h ^ h >>> 16;
    }

    /** A number of a point of the lattice, in 0 to 1. */
    static double chance(int column, int row, int seed) {
        return (hash(column, row, seed) >>> 8) * 0x1p-24;
    }

    private double slope(int column, int row, double dx, double dy) {
        int direction = hash(column, row, seed) & DIRECTIONS - 1;
        return COSINE[direction] * dx + SINE[direction] * dy;
    }

    private static double ease(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }

    private static double mix(double a, double b, double t) {
        return a + t * (b - a);
    }
}
