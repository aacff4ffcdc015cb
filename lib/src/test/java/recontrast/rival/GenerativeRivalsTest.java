package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.FewImages;
import recontrast.data.Category;
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
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.training.AdamW;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.KeptTensors;
import recontrast.training.Minimising;
import recontrast.training.Training;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;
import recontrast.weights.Weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Against golden/generative.json, the formulas of the papers in PyTorch. */
class GenerativeRivalsTest {

    private static final int SIDE = 64;
    private static final int STEPS = 200;
    private static final JsonNode GOLDEN = Golden.read("generative.json");
    private static final Backbone BACKBONE = new Backbone("tiny", BlockKind.BASIC, 4, 1, List.of(1, 1, 1, 1));

    @Test
    void ganomalyTakesThePapersFirstSteps() {
        assertSteps(new GANomaly(2, 8, 3, 1, 50, 1, 2e-4, 0.5), 3, GOLDEN.get("GANomaly"),
                (detector, batch) -> List.of());
    }

    /** Critic alone four times, critic and generator, with the noise of the figures; then the encoder three times. */
    @Test
    void fAnoGanTakesThePapersFirstSteps() {
        JsonNode expected = GOLDEN.get("f-AnoGAN");
        AdamW.Settings adam = new AdamW.Settings(1e-4, 0, 0.9, 0, 1e-8, AdamW.SecondMoment.RUNNING);
        assertSteps(new FAnoGAN(2, 8, 3, 10, 1, 1e-4, 5e-5), 10, expected, (detector, batch) -> {
            FAnoGAN.Networks networks = (FAnoGAN.Networks) detector;
            List<Float> losses = new ArrayList<>();
            try (Minimising steps = new Minimising()
                    .over(detector.parameters().weights("critic."), adam)
                    .minimise((owner, seen, i) -> networks.criticLoss(networks.pixels(seen),
                            figures(owner, expected.get("noise").get(i), new Shape(2, 3)),
                            figures(owner, expected.get("share").get(i), new Shape(2, 1, 1, 1))))
                    .over(detector.parameters().weights("generator."), adam)
                    .minimise((owner, seen, i) -> networks.generatorLoss(
                            figures(owner, expected.get("noise").get(i + 1), new Shape(2, 3))), i -> i == 4)) {
                for (int i = 0; i < 5; i++) {
                    losses.add(steps.take(batch.images().getManager(), batch, i, new TrainingListener() { }).getFloat());
                }
            }
            return losses;
        });
    }

    private static NDArray figures(NDManager owner, JsonNode numbers, Shape shape) {
        float[] values = new float[numbers.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = numbers.get(i).floatValue());
        return owner.create(values, shape).duplicate();
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
            NDArray layer3 = Golden.tensor(manager, "layer3", new Shape(2, 16, 4, 4), u -> u);
            Batch batch = Batch.of(images(manager), () -> new Features(layer3, layer3, layer3));
            GoldenFigures.assertFigure(detector.loss(batch).getFloat(), expected.get("losses").get(0));
            assertMaps(detector.maps(manager, batch), expected);
        }
    }

    static List<Method> small() {
        return List.of(new GANomaly(8, 64, 32, 1, 50, 1, 1e-3, 0.5), new FAnoGAN(8, 64, 32, 10, 1, 1e-4, 5e-5),
                new AEFlow(2, 2, 0.5, 0.9, 2e-3, 1e-5));
    }

    /** A white square on the dark ground of a good test image: its score rises, and the map is highest there. */
    @ParameterizedTest
    @MethodSource("small")
    void findsASquareThatWasPastedIn(Method rival) {
        Category washers = FewImages.washers(4);
        PreparedImages train = PreparedImages.of(washers.train(), Resolution.square(SIDE), MaskRule.ANY_NON_ZERO);
        PreparedImages test = PreparedImages.of(washers.goodTest(), Resolution.square(SIDE), MaskRule.ANY_NON_ZERO);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Parameters parameters = Parameters.within(manager, 0)) {
            AnomalyDetector detector = rival.detector(parameters, new Method.Setup(Backbone.EFFICIENTNET_LITE0,
                    TrainingPlan.PAPER.withIterations(STEPS).withBatch(4), Resolution.square(SIDE)));
            Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
            Batches batches = Batches.kept(train, detector.constantEncoder(), manager);
            try (Training training = detector.training(batches, 0, CoreTurns.none())) {
                training.advance(0, STEPS, new TrainingListener() { });
            }
            NDArray good = test.batch(manager, 0);
            NDArray pasted = good.duplicate();
            pasted.set(new NDIndex("0, :, 4:16, 4:16"), 2.2f);
            AnomalyDetector.Maps before = detector.maps(manager, seen(good, detector));
            AnomalyDetector.Maps after = detector.maps(manager, seen(pasted, detector));
            float[] map = after.all().get(0).values();
            int highest = IntStream.range(0, map.length).boxed().max(Comparator.comparing(i -> map[i])).orElseThrow();
            assertThat(highest / SIDE).isBetween(4, 15);
            assertThat(highest % SIDE).isBetween(4, 15);
            assertThat(after.scores().orElseThrow()[0]).isGreaterThan(before.scores().orElseThrow()[0]);
        }
    }

    @Test
    void refusesWhatItCannotBeTrainedWith() {
        Backbone narrow = new Backbone("narrow", BlockKind.BASIC, 2, 1, List.of(1, 1, 1, 1));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Parameters parameters = Parameters.within(manager, 0);
                Parameters others = Parameters.within(manager, 0)) {
            assertThatThrownBy(() -> Rivals.AE_FLOW.detector(parameters,
                    new Method.Setup(narrow, TrainingPlan.PAPER, Resolution.square(SIDE)))).hasMessage(
                    "expected a backbone of at least 16 channels in layer 3 for AE-flow; found 8 in narrow:"
                            + " use a wider one");
            PreparedImages two = PreparedImages.of(
                    FewImages.washers(2).train(), Resolution.square(SIDE), MaskRule.ANY_NON_ZERO);
            AnomalyDetector detector = new FAnoGAN(2, 8, 3, 10, 1, 1e-4, 5e-5).detector(others, setup(1));
            assertThatThrownBy(() -> detector.training(Batches.kept(two, Optional.empty(), manager), 0, CoreTurns.none()))
                    .hasMessageStartingWith("expected at least 2 iterations for f-AnoGAN");
        }
    }

    private static Batch seen(NDArray images, AnomalyDetector detector) {
        return Batch.of(images, () -> detector.constantEncoder().orElseThrow().features(images, Mode.EVAL));
    }

    /**
     * Losses of the first steps, and what the detector makes of the images then.
     *
     * @param before takes steps by other means, and tells their losses
     */
    private static void assertSteps(Method rival, int planned, JsonNode expected,
            BiFunction<AnomalyDetector, Batch, List<Float>> before) {
        PreparedImages two = PreparedImages.of(
                FewImages.washers(2).train(), Resolution.square(SIDE), MaskRule.ANY_NON_ZERO);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                Parameters parameters = Parameters.within(manager, 0)) {
            AnomalyDetector detector = rival.detector(parameters, setup(planned));
            fill(parameters);
            Batches batches = new Batches(two, (step, indices) -> images(step),
                    KeptTensors.features(two, Optional.empty(), manager, 0));
            List<Float> losses = new ArrayList<>(before.apply(detector, batches.observe(manager, 0, 1)));
            try (Training training = detector.training(batches, 0, CoreTurns.none())) {
                training.advance(losses.size(), expected.get("losses").size(), new TrainingListener() {
                    @Override
                    public void stepped(int iteration, float loss) {
                        losses.add(loss);
                    }
                });
            }
            IntStream.range(0, losses.size()).forEach(
                    i -> GoldenFigures.assertFigure(losses.get(i), expected.get("losses").get(i)));
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
            GoldenFigures.assertFigure(scores[i], expected.get("scores").get(i));
            GoldenFigures.assertFigure(ImageScore.MEAN.of(all.get(i)), expected.get("errors").get(i));
        }
        assertThat(all).hasSize(2);
    }
}
