package recontrast.analysis;

import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Channels of an encoder that hardly vary, by the running variances of its normalisations: batch normalisation blows up
 * what little there is in them (paper, appendix E).
 *
 * @param channels of all its normalisations
 * @param quiet those whose variance is below {@value #FLOOR}
 * @param smallest variance of all
 */
public record QuietChannels(int channels, int quiet, double smallest) {

    /** The highest floor of the stable variant's normalisation. */
    public static final double FLOOR = 5e-4;

    /**
     * Counts them.
     *
     * @param encoder {@code encoder} or {@code encoder_freeze}
     * @throws IllegalArgumentException if the model has no such encoder
     */
    public static QuietChannels of(Parameters model, String encoder) {
        List<Parameter> variances = model.all().stream().filter(parameter ->
                parameter.name().startsWith(encoder + ".") && parameter.name().endsWith(".running_var")).toList();
        if (variances.isEmpty()) {
            throw new IllegalArgumentException("expected a model with " + encoder + "; found none in it");
        }
        double[] all = variances.stream().flatMapToDouble(QuietChannels::values).sorted().toArray();
        return new QuietChannels(all.length, (int) Arrays.stream(all).filter(value -> value < FLOOR).count(), all[0]);
    }

    private static DoubleStream values(Parameter variance) {
        float[] values = variance.stored().toFloatArray();
        return IntStream.range(0, values.length).mapToDouble(channel -> values[channel]);
    }
}
