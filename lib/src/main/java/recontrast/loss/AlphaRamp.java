package recontrast.loss;

/**
 * The threshold of hard-normal mining over the iterations, in standard deviations: rises linearly, then stays.
 *
 * @param start value at iteration 0
 * @param end value from {@code iterations} on
 * @param iterations length of the rise
 */
public record AlphaRamp(double start, double end, double iterations) {

    public double at(int iteration) {
        return iterations > 0 && iteration < iterations ? start + (end - start) * iteration / iterations : end;
    }
}
