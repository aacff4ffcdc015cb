package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import recontrast.Config;
import recontrast.loss.AlphaRamp;
import recontrast.model.Architecture;
import recontrast.model.Backbone;
import recontrast.model.EncoderTraining;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One training of the reference implementation.
 *
 * @param expected its figures
 * @param exact the same figures in double precision
 * @param brittleErrors how far the first are from the second at worst, over all trainings, by kind of figure
 */
record TrainingCase(JsonNode expected, JsonNode exact, Map<String, Double> brittleErrors) {

    /** Kinds of figure in which a single flipped ReLU or mined point shows. */
    private static final List<String> BRITTLE = List.of("gradient_l2", "after_step_1", "eval_after_training");

    /** The trainings of a file, each with its twin in double precision. */
    static Stream<TrainingCase> of(JsonNode cases, JsonNode twins) {
        Map<String, Double> brittle = BRITTLE.stream().collect(Collectors.toMap(
                kind -> kind,
                kind -> IntStream.range(0, cases.size())
                        .mapToDouble(i -> ownError(cases.get(i).get(kind), twins.get(i).get(kind))).max().orElse(0)));
        return IntStream.range(0, cases.size()).mapToObj(i -> new TrainingCase(cases.get(i), twins.get(i), brittle));
    }

    String text(String field) {
        return expected.get(field).asText();
    }

    int number(String field) {
        return expected.get(field).asInt();
    }

    private Variant variant() {
        return switch (text("variant")) {
            case "stable" -> Variant.STABLE;
            case "unified" -> Variant.UNIFIED;
            default -> Variant.STANDARD;
        };
    }

    Architecture architecture(Config config) {
        return config.architecture(
                Backbone.named(text("backbone")),
                variant().equals(Variant.UNIFIED)
                        ? EncoderTraining.RUNNING_STATISTICS : EncoderTraining.BATCH_STATISTICS,
                variant().encoderNormalization(),
                variant().decoderActivation());
    }

    /** The stable variant's threshold rises over the first fifth of the iterations, not the first tenth. */
    AlphaRamp alpha() {
        return new AlphaRamp(-3, 1, number("total_iterations") * (variant().equals(Variant.STABLE) ? 0.2 : 0.1));
    }

    AdamW.Settings settings(double learningRate) {
        return variant().updates().settings(learningRate, 1e-5);
    }

    /** Compares a number, relative to the expected one. */
    void assertFigure(double actual, double tolerance, Object... path) {
        double value = at(reference(tolerance, path), path).asDouble();
        assertThat(actual).as(Arrays.toString(path))
                .isCloseTo(value, within(allowed(tolerance, path) * Math.abs(value)));
    }

    /**
     * Compares shape, mean, norm and first values of a tensor, relative to its root mean square or the value itself.
     */
    void assertSummary(NDArray actual, double tolerance, Object... path) {
        JsonNode summary = at(reference(tolerance, path), path);
        assertThat(actual.getShape().getShape()).as("shape of " + Arrays.toString(path))
                .containsExactly(longs(summary.get("shape")));
        double[] values = values(actual);
        double scale = scale(summary);
        double error = allowed(tolerance, path) * scale;
        assertThat(norm(values) / Math.sqrt(values.length)).as("norm of " + Arrays.toString(path))
                .isCloseTo(scale, within(error));
        assertThat(Arrays.stream(values).sum() / values.length).as("mean of " + Arrays.toString(path))
                .isCloseTo(summary.get("mean").asDouble(), within(error));
        for (int i = 0; i < summary.get("first").size(); i++) {
            double value = summary.get("first").get(i).asDouble();
            assertThat(values[i]).as("value " + i + " of " + Arrays.toString(path))
                    .isCloseTo(value, within(allowed(tolerance, path) * Math.max(scale, Math.abs(value))));
        }
    }

    /** The figures of the precision at hand, or where rounding decides them the exact ones. */
    private JsonNode reference(double tolerance, Object... path) {
        return allowed(tolerance, path) > tolerance ? exact : expected;
    }

    /** The stated tolerance, or where rounding decides twice the reference's own error. */
    private double allowed(double tolerance, Object... path) {
        return Math.max(tolerance, 2 * referenceError(path));
    }

    private double referenceError(Object... path) {
        String kind = (String) path[0];
        if (kind.equals("loss")) { // what is off in one step stays off in those that follow
            return IntStream.rangeClosed(0, (Integer) path[1])
                    .mapToDouble(step -> ownError(at(expected, kind, step), at(exact, kind, step))).max().orElse(0);
        }
        return brittleErrors.containsKey(kind)
                ? brittleErrors.get(kind)
                : ownError(expected.get(kind), exact.get(kind));
    }

    private static double ownError(JsonNode figures, JsonNode twins) {
        if (figures.isNumber()) {
            return Math.abs(figures.asDouble() / twins.asDouble() - 1);
        }
        if (figures.has("l2")) {
            JsonNode first = figures.get("first");
            double worst = IntStream.range(0, first.size())
                    .mapToDouble(i -> Math.abs(first.get(i).asDouble() - twins.get("first").get(i).asDouble()))
                    .max().orElse(0) / scale(twins);
            return Math.max(worst, Math.abs(figures.get("l2").asDouble() / twins.get("l2").asDouble() - 1));
        }
        return figures.isArray()
                ? IntStream.range(0, figures.size())
                        .mapToDouble(i -> ownError(figures.get(i), twins.get(i))).max().orElse(0)
                : figures.propertyStream()
                        .mapToDouble(field -> ownError(field.getValue(), twins.get(field.getKey()))).max().orElse(0);
    }

    /** The root mean square of a tensor. */
    private static double scale(JsonNode summary) {
        double size = LongStream.of(longs(summary.get("shape"))).reduce(1, (a, b) -> a * b);
        return summary.get("l2").asDouble() / Math.sqrt(size);
    }

    static double l2(NDArray array) {
        return norm(values(array));
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    private static double[] values(NDArray array) {
        return array.stopGradient().toType(DataType.FLOAT64, false).toDoubleArray();
    }

    private static JsonNode at(JsonNode node, Object... path) {
        for (Object part : path) {
            node = part instanceof Integer index ? node.get(index) : node.get((String) part);
        }
        return node;
    }

    private static long[] longs(JsonNode numbers) {
        return LongStream.range(0, numbers.size()).map(i -> numbers.get((int) i).asLong()).toArray();
    }

    @Override
    public String toString() {
        return text("variant") + " " + text("backbone") + " " + text("config");
    }
}
