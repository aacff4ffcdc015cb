package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import recontrast.FewImages;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method;
import recontrast.golden.Golden;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.BlockKind;
import recontrast.model.Features;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.FrozenFeatures;
import recontrast.training.Training;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Against golden/generative.json, the formulas of the papers in PyTorch. */
class GenerativeRivalsTest {

    private static final double TOLERANCE = 1e-4; // of the figure
    private static final int SIDE = 64;
    private static final JsonNode GOLDEN = Golden.read("generative.json");
    private static final Backbone BACKBONE = new Backbone("tiny", BlockKind.BASIC, 4, 1, List.of(1, 1, 1, 1));

    @Test
    void ganomalyTakesThePapersFirstSteps() {
        assertSteps(new GANomaly(2, 8, 3, 1, 50, 1, 2e-4, 0.5), 3, GOLDEN.get("GANomaly"));
    }

    /** Critic alone four times, critic and generator, encoder three times. */
    @Test
    void fAnoGanTakesThePapersFirstSteps() {
        assertSteps(new FAnoGAN(2, 8, 3, 10, 1, 1e-4, 5e-5), 10, GOLDEN.get("f-AnoGAN"));
    }

    /** The figures were computed from the noise that is drawn here. */
    @Test
    void fAnoGanDrawsTheNoiseOfTheFigures() {
        JsonNode expected = GOLDEN.get("f-AnoGAN");
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            for (int i = 0; i < 6; i++) {
                Draws draws = i < 5 ? new Draws(0, i, manager) : new Draws(~0, 4, manager);
                assertValues(draws.normal(new Shape(2, 3)).toFloatArray(), expected.get("noise").get(i));
                if (i < 5) {
                    assertValues(draws.uniform(new Shape(2, 1, 1, 1)).toFloatArray(), expected.get("share").get(i));
                }
            }
        }
    }

    @Test
    void aeFlowWeighsLikelihoodAndErrorLikeThePaper() {
        JsonNode expected = GOLDEN.get("AE-FLOW");
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Parameters parameters = Parameters.within(manager, 0)) {
            AEFlow.Autoencoder detector = (AEFlow.Autoencoder) new AEFlow(2, 2, 0.5, 0.9, 2e-3, 1e-5)
                    .detector(parameters, setup(1));
            fill(parameters);
            for (int block = 0; block < 2; block++) {
                float[] reversed = {15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
                parameters.load("flow.block" + block + ".places", manager.create(reversed));
            }
            Batch batch = new Batch() {
                @Override
                public NDArray images() {
                    return GenerativeRivalsTest.images(manager);
                }

                @Override
                public Features constantFeatures() {
                    NDArray layer3 = Golden.tensor(manager, "layer3", new Shape(2, 16, 4, 4), u -> u);
                    return new Features(layer3, layer3, layer3);
                }
            };
            assertFigure(detector.loss(batch).getFloat(), expected.get("losses").get(0));
            assertMaps(detector.maps(manager, batch), expected);
        }
    }

    /** Losses of the first steps, and what the detector makes of the images then. */
    private static void assertSteps(Method rival, int planned, JsonNode expected) {
        PreparedImages two = PreparedImages.of(
                FewImages.washers(2).train(), Resolution.square(SIDE), MaskRule.ANY_NON_ZERO);
        List<Float> losses = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Parameters parameters = Parameters.within(manager, 0)) {
            AnomalyDetector detector = rival.detector(parameters, setup(planned));
            fill(parameters);
            Batches batches = new Batches(two, (step, indices) -> images(step),
                    new FrozenFeatures(two, Optional.empty(), manager, 0));
            try (Training training = detector.training(batches, 0, CoreTurns.none())) {
                training.advance(0, expected.get("losses").size(), new TrainingListener() {
                    @Override
                    public void stepped(int iteration, float loss) {
                        losses.add(loss);
                    }
                });
            }
            IntStream.range(0, losses.size()).forEach(i -> assertFigure(losses.get(i), expected.get("losses").get(i)));
            assertThat(losses).hasSize(expected.get("losses").size());
            assertMaps(detector.maps(manager, batches.observe(manager, 0, 1)), expected);
        }
    }

    private static Method.Setup setup(int iterations) {
        return new Method.Setup(BACKBONE, TrainingPlan.PAPER.withIterations(iterations).withBatch(2),
                Resolution.square(SIDE));
    }

    private static NDArray images(NDManager owner) {
        NDArray images = Golden.tensor(owner, "images", new Shape(2, 3, SIDE, SIDE), u -> u);
        images.attach(owner);
        return images;
    }

    private static void fill(Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            Shape shape = parameter.stored().getShape();
            if (shape.dimension() > 0) {
                boolean weight = parameter.name().endsWith("weight");
                double scale = Math.sqrt(3.0 * shape.get(0) / shape.size());
                parameters.load(parameter.name(), Golden.tensor(parameters.manager(), parameter.name(), shape,
                        u -> parameter.name().endsWith("running_var") ? 1 + 0.5 * u
                                : weight && shape.dimension() > 1 ? u * scale : weight ? 1 + 0.25 * u : 0.1 * u));
            }
        }
    }

    /** A map's mean is that of the errors, for smoothing that mirrors at the border keeps it. */
    private static void assertMaps(AnomalyDetector.Maps maps, JsonNode expected) {
        double[] scores = maps.scores().orElseThrow();
        List<AnomalyMap> all = maps.all();
        for (int i = 0; i < scores.length; i++) {
            assertFigure(scores[i], expected.get("scores").get(i));
            assertFigure(ImageScore.MEAN.of(all.get(i)), expected.get("errors").get(i));
        }
        assertThat(all).hasSize(2);
    }

    private static void assertValues(float[] values, JsonNode expected) {
        assertThat(values).hasSize(expected.size());
        IntStream.range(0, values.length).forEach(i -> assertFigure(values[i], expected.get(i)));
    }

    private static void assertFigure(double figure, JsonNode expected) {
        assertThat(figure).isCloseTo(expected.asDouble(), within(TOLERANCE * Math.abs(expected.asDouble())));
    }
}
