package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import recontrast.FewImages;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.golden.Golden;
import recontrast.golden.Uniform;
import recontrast.metric.AnomalyMap;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.Features;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.KeptTensors;
import recontrast.training.Training;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;
import recontrast.weights.Weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A detector on four images, of 64 px where nothing else is said, all in a batch, to be compared with formulas and figures
 * from outside.
 */
final class OneStep implements AutoCloseable {

    static final int IMAGES = 4;

    private static final int SIDE = 64;
    private static final Backbone BACKBONE = Backbone.EFFICIENTNET_LITE0;
    private static final double TOLERANCE = 1e-4; // of the figure

    final NDManager manager = Compute.manager(Device.cpu());
    final Parameters parameters = Parameters.within(manager, 0);

    private final AnomalyDetector detector;
    private final Batches batches;

    OneStep(Method method) {
        this(method, Resolution.square(SIDE));
    }

    OneStep(Method method, Resolution resolution) {
        PreparedImages images = PreparedImages.of(
                FewImages.washers(IMAGES).train(), resolution, MaskRule.ANY_NON_ZERO);
        detector = method.detector(parameters, new Method.Setup(BACKBONE,
                TrainingPlan.EMBEDDED.withIterations(1).withBatch(IMAGES), resolution));
        Weights.embedded().loadInto(parameters, BACKBONE);
        batches = new Batches(images, KeptTensors.features(images, detector.constantEncoder(), manager, 1L << 30));
    }

    /** Its loss. */
    double take() {
        List<Float> losses = new ArrayList<>();
        try (Training training = detector.training(batches, 0, CoreTurns.none())) {
            training.advance(0, 1, new TrainingListener() {
                @Override
                public void stepped(int iteration, float loss) {
                    losses.add(loss);
                }
            });
        }
        assertThat(losses).hasSize(1);
        return losses.get(0);
    }

    /** Another set of parameters, which draws the same for the same names. */
    Parameters twin() {
        return Parameters.within(manager, 0);
    }

    Features features() {
        return batches.observe(manager, IntStream.range(0, IMAGES).toArray()).constantFeatures();
    }

    /** A tensor's values now. */
    double[] values(String name) {
        return doubles(parameters.find(name).orElseThrow().stored());
    }

    static double[] doubles(NDArray tensor) {
        float[] floats = tensor.toFloatArray();
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    static double[][] rows(double[] values, int length) {
        return IntStream.range(0, values.length / length)
                .mapToObj(i -> Arrays.copyOfRange(values, i * length, (i + 1) * length))
                .toArray(double[][]::new);
    }

    /** What a linear layer of that name makes of rows, with the weights as they are now. */
    double[][] linear(String layer, double[][] rows) {
        double[][] weight = rows(values(layer + ".weight"), rows[0].length);
        double[] bias = parameters.find(layer + ".bias").map(found -> doubles(found.stored()))
                .orElse(new double[weight.length]);
        return Arrays.stream(rows).map(row -> IntStream.range(0, weight.length)
                .mapToDouble(o -> bias[o] + IntStream.range(0, row.length).mapToDouble(i -> weight[o][i] * row[i]).sum())
                .toArray()).toArray(double[][]::new);
    }

    /** Compares the maps of features and weights that are made of named streams with golden/frozen_heads.json. */
    void assertGoldenMaps(String key) {
        JsonNode golden = Golden.read("frozen_heads.json");
        parameters.all().stream().filter(parameter -> !parameter.name().startsWith("encoder."))
                .forEach(parameter -> fill(parameter, golden));
        Features features = new Features(feature(1), feature(2), feature(3));
        List<AnomalyMap> maps = detector.maps(manager, batch(features)).all();
        assertThat(maps).hasSize(golden.get(key).size());
        for (int i = 0; i < maps.size(); i++) {
            GoldenFigures.assertMap(maps.get(i), golden.get(key).get(i));
        }
    }

    /** A batch whose features are enough: its images may not be looked at. */
    static Batch batch(Features features) {
        return new Batch(() -> {
            throw new IllegalStateException("not looked at");
        }, () -> features);
    }

    private NDArray feature(int layer) {
        long side = SIDE >> layer + 1;
        return Golden.tensor(manager, "layer" + layer, new Shape(2, BACKBONE.channels(layer), side, side), u -> u);
    }

    private void fill(Parameter parameter, JsonNode golden) {
        String name = parameter.name();
        Shape shape = parameter.stored().getShape();
        if (name.endsWith("num_batches_tracked") || name.equals("radius")) {
            return;
        }
        if (name.endsWith("order")) {
            double[] keys = Uniform.of(name, Math.toIntExact(shape.size()));
            int[] order = IntStream.range(0, keys.length).boxed()
                    .sorted(Comparator.comparingDouble(i -> keys[i])).mapToInt(i -> i).toArray();
            parameters.load(name, manager.create(order, shape));
            return;
        }
        parameters.load(name, Golden.tensor(manager, name, shape, u -> value(name, shape, u, golden)));
    }

    private double value(String name, Shape shape, double u, JsonNode golden) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return switch (last) {
            case "highest" -> golden.get("cflow_highest").get(name.charAt(4) - '1').asDouble();
            case "scale" -> 9 + 2 * u;
            case "offset", "running_mean" -> 0.1 * u;
            case "running_var" -> 1 + 0.5 * u;
            case "memory" -> 0.5 * u;
            default -> name.contains("normalization")
                    ? last.equals("weight") ? 1 + 0.25 * u : 0.1 * u
                    : u * Math.sqrt(3.0 / parameters.find(name.replace("bias", "weight")).orElseThrow()
                            .stored().getShape().get(1));
        };
    }

    static void assertFigure(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
    }

    @Override
    public void close() {
        manager.close();
    }
}
