package recontrast.model;

import ai.djl.ndarray.types.Shape;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** Draws the values that a tensor starts from. */
@FunctionalInterface
public interface Initializer {

    /** Returns {@code shape.size()} values in row-major order. */
    float[] draw(Shape shape, RandomGenerator random);

    /** The same value everywhere. */
    static Initializer constant(float value) {
        return (shape, random) -> fill(shape, () -> value);
    }

    /**
     * Normal with variance 2 / fan_out for a convolution of shape (O, I/groups, h, w) (He et al. 2015): fan_out is a
     * group's.
     */
    static Initializer kaimingNormalFanOut(int groups) {
        return (shape, random) -> {
            double deviation = Math.sqrt(2.0 * groups / (shape.get(0) * shape.get(2) * shape.get(3)));
            return fill(shape, () -> deviation * random.nextGaussian());
        };
    }

    /** Normal around 0. */
    static Initializer normal(double deviation) {
        return (shape, random) -> fill(shape, () -> deviation * random.nextGaussian());
    }

    /** Uniform in [-bound, bound). */
    static Initializer uniform(double bound) {
        return (shape, random) -> fill(shape, () -> random.nextDouble(-bound, bound));
    }

    private static float[] fill(Shape shape, DoubleSupplier next) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
        return values;
    }
}
