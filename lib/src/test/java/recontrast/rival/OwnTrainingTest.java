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
import recontrast.data.ImageSize;
import recontrast.data.PixelNormalization;
import recontrast.data.Resolution;
import recontrast.detector.Method.Setup;
import recontrast.golden.Golden;
import recontrast.metric.AnomalyMap;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.Features;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.training.Minimising;
import recontrast.training.Momentum;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Losses, maps and updates of the systems that train networks of their own, as PyTorch computes them. */
class OwnTrainingTest {

    private static final int SIDE = 64;
    private static final JsonNode EXPECTED = Golden.read("trained-rivals.json");

    private final NDManager manager = Compute.manager(Device.cpu());
    private final Parameters parameters = Parameters.within(manager, 0);
    private final Setup setup = new Setup(Backbone.EFFICIENTNET_LITE0, TrainingPlan.PAPER, Resolution.square(SIDE));

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void draemMeasuresRepairAndSegmentation() {
        DRAEM.Discriminator detector = (DRAEM.Discriminator) Rivals.DRAEM.withWidth(4).detector(parameters, setup);
        Golden.fill(parameters);
        NDArray good = unit("good");
        NDArray masks = tensor("masks", new Shape(2, 1, SIDE, SIDE), u -> u > 0.5 ? 1 : 0);
        JsonNode expected = EXPECTED.get("draem");
        NDArray similar = good.mul(0.7).add(unit("pasted").mul(0.3));
        assertFigure(new StructuralSimilarity(manager, ImageSize.square(SIDE), 1).within(similar, good).getFloat(),
                expected.get("similar"));
        assertMap(detector.maps(manager, seen(normalised(good))).all(), expected.get("map"));
        assertFigure(detector.loss(good, new DRAEM.PastedTextures(unit("pasted"), masks)).getFloat(), expected.get("loss"));
    }

    @Test
    void cutPasteDescendsWithMomentum() {
        CutPaste.GaussianDensity detector =
                (CutPaste.GaussianDensity) new CutPaste(8, 0.1, 0.01, 0.03, 0.9, 3e-5).detector(parameters, setup);
        Golden.fill(parameters);
        NDArray pooled = tensor("pooled", new Shape(12, 112), u -> 1 + u);
        List<Double> losses = new ArrayList<>();
        try (Minimising steps = new Minimising()
                .scheduled(iteration -> 0.5 + 0.5 * Math.cos(Math.PI * iteration / 3))
                .over(parameters.weights("head."), new Momentum.Settings(0.03, 0.9, 3e-5))
                .minimise((owner, batch, iteration) -> detector.loss(pooled))) {
            for (int i = 0; i < 3; i++) {
                try (NDManager step = manager.newSubManager()) {
                    losses.add((double) steps.take(step, seen(pooled), i, new TrainingListener() { }).getFloat());
                }
            }
        }
        JsonNode expected = EXPECTED.get("cutpaste");
        float[] bias = parameters.find("head.last.bias").orElseThrow().stored().toFloatArray();
        for (int i = 0; i < 3; i++) {
            assertFigure(losses.get(i), expected.get("losses").get(i));
            assertThat((double) bias[i]).isCloseTo(expected.get("bias").get(i).asDouble(), within(1e-6));
        }
    }

    @Test
    void gcadMeasuresBothStudentsAndTheBottleneck() {
        GCAD.Students detector = (GCAD.Students) new GCAD(4, 5, 0.1, 1e-4, 1e-5).detector(parameters, setup);
        Golden.fill(parameters);
        load("teacher.mean", "mean", u -> 0.1 * u);
        load("teacher.deviation", "deviation", u -> 1 + 0.5 * u);
        load("code.narrow.weight", "code.narrow.weight", u -> 0.1 * u);
        load("code.wide.weight", "code.wide.weight", u -> 0.1 * u);
        Batch batch = seen(tensor("images", new Shape(2, 3, SIDE, SIDE), u -> u), new Features(
                tensor("layer1", new Shape(2, 24, 16, 16), u -> u), tensor("layer2", new Shape(2, 40, 8, 8), u -> u),
                tensor("layer3", new Shape(2, 112, 4, 4), u -> u)));
        JsonNode expected = EXPECTED.get("gcad");
        assertFigure(detector.loss(batch).getFloat(), expected.get("loss"));
        NDArray errors = detector.errors(batch);
        expected.get("errors").propertyStream().forEach(point -> assertFigure(
                errors.get(point.getKey()).getFloat(), point.getValue()));
    }

    @Test
    void whatDoesNotFitIsRefusedInALine() {
        assertThatThrownBy(() -> Rivals.DRAEM.withWidth(1)).hasMessage(
                "expected a width of at least 2 and a square with a centre; found 1 and 21: the paper has 128 and 21");
    }

    private static void assertFigure(double figure, JsonNode expected) {
        assertThat(figure).isCloseTo(expected.asDouble(), within(1e-4 * Math.max(1, expected.asDouble())));
    }

    private static void assertMap(List<AnomalyMap> maps, JsonNode expected) {
        expected.propertyStream().forEach(point -> {
            String[] at = point.getKey().split(",");
            AnomalyMap map = maps.get(Integer.parseInt(at[0]));
            assertFigure(map.values()[Integer.parseInt(at[1]) * SIDE + Integer.parseInt(at[2])], point.getValue());
        });
    }

    private void load(String name, String sequence, DoubleUnaryOperator change) {
        Shape shape = parameters.find(name).orElseThrow().stored().getShape();
        parameters.load(name, tensor(sequence, shape, change));
    }

    private NDArray unit(String name) {
        return tensor(name, new Shape(2, 3, SIDE, SIDE), u -> 0.5 + 0.5 * u);
    }

    private NDArray tensor(String name, Shape shape, DoubleUnaryOperator change) {
        return Golden.tensor(manager, name, shape, change);
    }

    private NDArray normalised(NDArray unit) {
        return new PixelNormalization(manager).of(manager, unit.mul(255));
    }

    private static Batch seen(NDArray images) {
        return seen(images, new Features(images, images, images));
    }

    private static Batch seen(NDArray images, Features features) {
        return Batch.of(images, () -> features);
    }
}
