package recontrast.data.embedded;

import org.apiguardian.api.API;

/**
 * Gradient noise (Perlin 1985, with the smoother step of 2002): smooth, 0 on the whole-numbered lattice, within about
 * [-1, 1].
 *
 * @param seed of the directions at the lattice points
 */
@API(status = API.Status.INTERNAL)
public record GradientNoise(long seed) implements Field {

    @Override
    public double at(double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double right = x - column;
        double down = y - row;
        double upper = Smooth.mix(slope(column, row, right, down), slope(column + 1, row, right - 1, down), step(right));
        double lower = Smooth.mix(slope(column, row + 1, right, down - 1), slope(column + 1, row + 1, right - 1, down - 1),
                step(right));
        return Math.sqrt(2) * Smooth.mix(upper, lower, step(down));
    }

    private double slope(long column, long row, double dx, double dy) {
        double angle = 2 * Math.PI * (Noise.bits(seed, column, row) >>> 11) * 0x1p-53;
        return Math.cos(angle) * dx + Math.sin(angle) * dy;
    }

    private static double step(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }
}
