package recontrast.rival;

/**
 * Gradient noise (Perlin 1985, with the smoother step of 2002): smooth, 0 at whole numbers, within about [-1, 1].
 *
 * @param seed of the directions at whole numbers
 */
record PerlinNoise(long seed) {

    double at(double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double right = x - column;
        double down = y - row;
        double upper = mix(slope(column, row, right, down), slope(column + 1, row, right - 1, down), step(right));
        double lower = mix(slope(column, row + 1, right, down - 1), slope(column + 1, row + 1, right - 1, down - 1),
                step(right));
        return Math.sqrt(2) * mix(upper, lower, step(down));
    }

    /** The sum of octaves, each twice as fine and half as strong as the one before, within about [-1, 1]. */
    double octaves(double x, double y, int count) {
        double sum = 0;
        double strength = 0.6;
        for (int octave = 0; octave < count; octave++) {
            double finer = 1 << octave;
            sum += strength * at(finer * x + 17 * octave, finer * y + 31 * octave);
            strength /= 2;
        }
        return sum;
    }

    private double slope(long column, long row, double dx, double dy) {
        long bits = seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL; // mixed as by SplitMix64
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        double angle = 2 * Math.PI * ((bits ^ bits >>> 31) >>> 11) * 0x1p-53;
        return Math.cos(angle) * dx + Math.sin(angle) * dy;
    }

    private static double step(double t) {
        return t * t * t * (t * (6 * t - 15) + 10);
    }

    private static double mix(double from, double to, double share) {
        return from + share * (to - from);
    }
}
