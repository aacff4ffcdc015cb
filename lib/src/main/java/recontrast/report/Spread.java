package recontrast.report;

import org.apiguardian.api.API;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mean with its deviation.
 *
 * @param mean of all values
 * @param std unbiased standard deviation; empty for a single value
 */
@API(status = API.Status.STABLE)
public record Spread(double mean, OptionalDouble std) {

    /** The spread of these values; empty where there are none. */
    public static Optional<Spread> of(Collection<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        if (values.size() == 1) {
            return Optional.of(new Spread(mean, OptionalDouble.empty()));
        }
        double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        return Optional.of(new Spread(mean, OptionalDouble.of(Math.sqrt(squares / (values.size() - 1)))));
    }

    /** The same in another unit. */
    public Spread times(double factor) {
        OptionalDouble scaled = std.isPresent() ? OptionalDouble.of(std.getAsDouble() * factor) : std;
        return new Spread(mean * factor, scaled);
    }
}
