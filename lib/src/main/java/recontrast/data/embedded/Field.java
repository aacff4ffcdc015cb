package recontrast.data.embedded;

import org.apiguardian.api.API;

/** A quantity at every point of the plane: a coverage, a height, a brightness. */
@API(status = API.Status.INTERNAL)
@FunctionalInterface
public interface Field {

    double at(double x, double y);

    default Field times(double factor) {
        return (x, y) -> factor * at(x, y);
    }

    /** The sum of octaves of noise, each twice as fine and half as strong as the one before; mostly within [-1, 1]. */
    default double fractal(double x, double y, int octaves) {
        double sum = 0;
        double strength = 0.6;
        double frequency = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += strength * at(x * frequency + 17 * octave, y * frequency + 31 * octave);
            strength /= 2;
            frequency *= 2;
        }
        return sum;
    }
}
