package recontrast.data.embedded;

/** Transitions without a kink, from polynomials alone, so that every machine computes the same bits. */
final class Smooth {

    private Smooth() { }

    /** From 0 at t = 0 to 1 at t = 1, flat at both ends and beyond. */
    static double step(double t) {
        double clamped = clamp(t);
        return clamped * clamped * (3 - 2 * clamped);
    }

    /** From 0 at {@code start} to 1 at {@code end}; falls where {@code start} is the larger. */
    static double step(double start, double end, double value) {
        return step((value - start) / (end - start));
    }

    /** A wave of period 1 between -1 and 1, crossing zero upwards at whole numbers. */
    static double wave(double t) {
        double phase = t - Math.floor(t);
        return phase < 0.5 ? 16 * phase * (0.5 - phase) : -16 * (phase - 0.5) * (1 - phase);
    }

    static double mix(double from, double to, double share) {
        return from + (to - from) * share;
    }

    static double clamp(double value) {
        return value < 0 ? 0 : value > 1 ? 1 : value;
    }
}
