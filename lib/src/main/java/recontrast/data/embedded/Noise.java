package recontrast.data.embedded;

/** Value noise: random numbers of [-1, 1] on the whole-numbered lattice, smoothly interpolated in between. */
record Noise(long seed) implements Field {

    @Override
    public double at(double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double right = Smooth.step(x - column);
        double down = Smooth.step(y - row);
        double upper = Smooth.mix(lattice(column, row), lattice(column + 1, row), right);
        double lower = Smooth.mix(lattice(column, row + 1), lattice(column + 1, row + 1), right);
        return Smooth.mix(upper, lower, down);
    }

    /** One line of noise: like {@link #at}, smooth along it, with nothing in common with other rows. */
    double along(double x, long row) {
        long column = (long) Math.floor(x);
        return Smooth.mix(lattice(column, row), lattice(column + 1, row), Smooth.step(x - column));
    }

    /** The random number of one lattice point. */
    double lattice(long column, long row) {
        return (bits(seed, column, row) >> 10) * 0x1p-53;
    }

    /** Those of a lattice point, mixed as by SplitMix64. */
    static long bits(long seed, long column, long row) {
        return Chance.mix(seed + column * 0x9E3779B97F4A7C15L + row * 0xC2B2AE3D27D4EB4FL);
    }
}
