package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;
import recontrast.golden.Golden;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.Features;
import recontrast.model.GradientTape;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Stage;
import recontrast.run.Compute;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.training.RateDrop;
import recontrast.training.TrainingPlan;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** What UniAD and ADTR have in common, and in what they differ. */
class TransformersTest {

    private static final double TOLERANCE = 1e-4; // of the figure
    private static final JsonNode EXPECTED = Golden.read("transformers.json");
    private static final int SIDE = EXPECTED.get("size").asInt();
    private static final Transformer SMALL = new Transformer(EXPECTED.get("layers").asInt(),
            EXPECTED.get("channels").asInt(), EXPECTED.get("heads").asInt(), EXPECTED.get("inner").asInt(), 1e-4, 1e-4,
            new RateDrop(0.8, 0.1));

    private final NDManager manager = Compute.manager(Device.cpu());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        manager.close();
    }

    private static Rival small(String name) {
        return name.equals("ADTR") ? new ADTR(SMALL) : new UniAD(SMALL, EXPECTED.get("neighbours").asInt(), 0);
    }

    private Transformer.Reconstruction detector(Method method, int side) {
        return detector(method, ImageSize.square(side));
    }

    private Transformer.Reconstruction detector(Method method, ImageSize size) {
        return (Transformer.Reconstruction) method.detector(Parameters.within(manager, 1),
                new Method.Setup(Backbone.RESNET18, TrainingPlan.PAPER, Resolution.of(size)));
    }

    /** golden/transformers.json was computed by PyTorch's own attention. */
    @ParameterizedTest
    @ValueSource(strings = {"UniAD", "ADTR"})
    void isWhatAnotherImplementationComputes(String name) {
        Transformer.Reconstruction detector = detector(small(name), SIDE);
        fill(detector.parameters().weights("transformer."));
        JsonNode expected = EXPECTED.get("systems").get(name);
        AnomalyDetector.Maps maps = detector.maps(manager, batch());
        for (int i = 0; i < 2; i++) {
            GoldenFigures.assertMap(maps.all().get(i), expected.get("maps").get(i));
            assertFigure(maps.scores().orElseThrow()[i], expected.get("scores").get(i));
        }
        assertStep(detector, expected);
    }

    private void assertStep(Transformer.Reconstruction detector, JsonNode expected) {
        List<Parameter> weights = detector.parameters().weights("transformer.");
        assertThat(weights).extracting(Parameter::name)
                .containsExactlyInAnyOrderElementsOf(() -> expected.get("gradients").fieldNames());
        weights.forEach(weight -> weight.track(manager));
        try (GradientTape tape = GradientTape.start()) {
            NDArray loss = detector.loss(batch(), new Draws(1, 0, manager));
            tape.backward(loss);
            assertFigure(loss.getFloat(), expected.get("loss"));
        }
        for (Parameter weight : weights) {
            assertFigure(weight.gradient().norm().getFloat(), expected.get("gradients").get(weight.name()));
        }
    }

    private static void assertFigure(double figure, JsonNode expected) {
        assertThat(figure).isCloseTo(expected.asDouble(), within(TOLERANCE * Math.abs(expected.asDouble()) + 1e-7));
    }

    private void fill(List<Parameter> weights) {
        weights.forEach(weight -> Golden.tensor(manager, weight.name(), weight.stored().getShape(), value(weight))
                .copyTo(weight.stored()));
    }

    private static DoubleUnaryOperator value(Parameter weight) {
        boolean named = weight.name().endsWith(".weight");
        Shape shape = weight.stored().getShape();
        if (shape.dimension() == 2) {
            return named ? u -> u * Math.sqrt(3.0 / shape.get(1)) : u -> u;
        }
        return named ? u -> 1 + 0.25 * u : u -> 0.1 * u;
    }

    private Batch batch() {
        return OneStep.batch(new Features(features(1), features(2), features(3).div(2)));
    }

    private NDArray features(int layer) {
        int points = SIDE >> layer + 1;
        return Golden.tensor(manager, "features." + layer,
                new Shape(2, Backbone.RESNET18.channels(layer), points, points), u -> 1 + u);
    }

    /** Of a jitter of 20, each channel moves by 20 times the norm over the number of channels. */
    @Test
    void uniadDisturbsFeaturesByTheirNorm() {
        NDArray features = manager.ones(new Shape(2, 16, 448));
        NDArray added = detector(Rivals.UNIAD, 64).disturbed(features, new Draws(1, 0, manager)).sub(features);
        assertThat(added.mean().getFloat()).isCloseTo(0, within(0.05f));
        assertThat(Math.sqrt(added.square().mean().getFloat())).isCloseTo(20 / Math.sqrt(448), within(0.02));
        assertThat(detector(Rivals.ADTR, 64).disturbed(features, new Draws(1, 0, manager))).isSameAs(features);
    }

    /** At the paper's 14 x 14 points those of 7 x 7 are hidden; of fewer points, about half an edge. */
    @ParameterizedTest
    @ValueSource(strings = {"224", "128", "64", "64x224", "224x128"})
    void uniadHidesNeighbours(String size) {
        ImageSize points = ImageSize.parse(size).dividedBy(16);
        int rows = hidden(points.height());
        int columns = hidden(points.width());
        NDArray mask = detector(Rivals.UNIAD, ImageSize.parse(size)).mask(manager).orElseThrow();
        int middle = (points.height() / 2) * points.width() + points.width() / 2;
        assertThat(count(mask.get(middle))).isEqualTo(rows * columns);
        assertThat(count(mask.get(0))).as("in a corner").isEqualTo((rows / 2 + 1) * (columns / 2 + 1));
        assertThat(mask.get(0).getFloat(0)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(mask.get(0).getFloat(columns / 2)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(mask.get(0).getFloat(columns / 2 + 1)).isEqualTo(0);
        assertThat(mask.get(0).getFloat(points.area() - 1L)).isEqualTo(0);
    }

    private static int hidden(int edge) {
        return switch (edge) {
            case 14 -> 7;
            case 8 -> 5;
            default -> 3;
        };
    }

    private static int count(NDArray row) {
        int hidden = 0;
        for (float added : row.toFloatArray()) {
            hidden += added < 0 ? 1 : 0;
        }
        return hidden;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UniAD", "ADTR"})
    void findsAPlantedDefect(String name) {
        Experiment experiment = Experiment.on(FewImages.washers(8)).size(128).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(24).withBatch(4).withEvaluateEvery(24));
        RunResult run = experiment.train(MethodFamily.method(name), RunListener.silent());
        assertThat(experiment.plan(plan -> plan.withImageScore(ImageScore.MEAN)).find(MethodFamily.method(name)))
                .as("whatever the rule of scores").contains(run);
        Sample good = experiment.category().goodTest().get(0);
        try (TrainedModel model = experiment.open(run)) {
            AnomalyMap map = model.score(List.of(PlantedDefect.in(good))).get(0).map();
            assertThat(PlantedDefect.isFound(map, Stage.LAYER3.stride())).isTrue();
        }
    }

    @Test
    void saysWhatItCannotUse() {
        assertThatThrownBy(() -> new UniAD(SMALL, 4, 20)).hasMessage("expected a neighbourhood of an odd number of"
                + " points and a jitter of at least 0; found 4 and 20.0");
        assertThatThrownBy(() -> new Transformer(4, 20, 8, 32, 1e-4, 1e-4, new RateDrop(0.8, 0.1))).hasMessage(
                "expected at least one layer, and channels that are a multiple of twice the heads; found 4 layers,"
                        + " 20 channels, 8 heads");
        assertThatThrownBy(() -> detector(Rivals.ADTR, 1056)).hasMessage("expected images of at most 1024 px, since"
                + " every point attends to all others; found 1056: choose a smaller size");
        assertThatThrownBy(() -> detector(Rivals.ADTR, new ImageSize(512, 2080))).hasMessageContaining(
                "found 512x2080: choose a smaller size");
    }
}
