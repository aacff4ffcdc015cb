package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.Config;
import recontrast.golden.Golden;
import recontrast.model.Batch;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.run.Compute;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Five training steps of every configuration, backbone and variant against an independent implementation in PyTorch.
 *
 * <p>In double precision the two agree to the last digits that rounding leaves. In single precision a figure is held to
 * the reference's within what that states: 1e-4; 2e-3 for later steps. Some figures rounding decides: there the
 * reference is itself further than half of that from its own figure in double precision, and the same program, its
 * tensors stored channels last, is 5.8e-4 away where 1e-4 is stated. Such figures are held to those in double precision,
 * within twice the reference's own error.
 */
class GoldenTrainingTest {

    private static final double EXACT = 1e-6;
    private static final double EXACT_LATER = 1e-5; // the engine takes momentum and eps in single precision
    private static final double FIRST_STEP = 1e-4;
    private static final double LATER_STEPS = 2e-3;
    private static final int THREADS = 2; // that the reference was computed with: another number rounds differently

    private static int before;

    @BeforeAll
    static void computeAsTheReferenceDid() {
        before = Compute.threads();
        JniUtils.setNumThreads(THREADS);
    }

    @AfterAll
    static void computeAsBefore() {
        JniUtils.setNumThreads(before);
    }

    static Stream<TrainingCase> doublePrecision() {
        return cases("training_float64.json");
    }

    static Stream<TrainingCase> singlePrecision() {
        return cases("training.json");
    }

    private static Stream<TrainingCase> cases(String file) {
        return TrainingCase.of(Golden.read(file).get("cases"), Golden.read("training_float64.json").get("cases"));
    }

    @ParameterizedTest
    @MethodSource
    void doublePrecision(TrainingCase reference) {
        train(reference, DataType.FLOAT64, EXACT, EXACT_LATER);
    }

    @ParameterizedTest
    @MethodSource
    void singlePrecision(TrainingCase reference) {
        train(reference, DataType.FLOAT32, FIRST_STEP, LATER_STEPS);
    }

    private static void train(TrainingCase reference, DataType precision, double firstStep, double laterSteps) {
        Config config = Config.named(reference.text("config"));
        try (NDManager manager = NDManager.newBaseManager();
                Parameters parameters = Parameters.within(manager, 0, precision)) {
            FeatureReconstruction model = reference.architecture(config).build(parameters);
            Golden.fill(parameters);
            try (AdamW student = new AdamW(model.studentWeights(), reference.settings(2e-3), manager);
                    AdamW encoder = new AdamW(model.encoderWeights(), reference.settings(1e-5), manager)) {
                TrainingStep step = new TrainingStep(model, config.loss(reference.alpha()), iteration -> {
                    if (iteration == 0) {
                        assertGradients(reference, model, firstStep);
                    }
                    student.step(1);
                    encoder.step(1);
                });
                takeStep(reference, model, step, 0, firstStep, pairs -> assertFeatures(reference, pairs, firstStep));
                reference.expected().get("after_step_1").fieldNames().forEachRemaining(name -> reference.assertSummary(
                        model.parameters().find(name).orElseThrow().stored(), firstStep, "after_step_1", name));
                for (int iteration = 1; iteration < reference.expected().get("loss").size(); iteration++) {
                    takeStep(reference, model, step, iteration, laterSteps, pairs -> { });
                }
            }
            try (NDManager owner = manager.newSubManager()) {
                Batch seen = Batch.of(images(owner, reference, "images.eval", model), model);
                assertFeatures(reference, model.reconstruct(seen, Mode.EVAL), laterSteps, "eval_after_training");
            }
        }
    }

    private static void takeStep(TrainingCase reference, FeatureReconstruction model, TrainingStep step,
            int iteration, double tolerance, Consumer<List<FeaturePair>> onPairs) {
        try (NDManager owner = model.parameters().manager().newSubManager()) {
            Batch seen = Batch.of(images(owner, reference, "images." + iteration, model), model);
            TrainingStep.Taken taken = step.take(owner, seen, iteration);
            onPairs.accept(taken.pairs());
            reference.assertFigure(taken.loss().stopGradient().toType(DataType.FLOAT64, true).getDouble(), tolerance,
                    "loss", iteration);
        }
    }

    private static NDArray images(
            NDManager owner, TrainingCase reference, String name, FeatureReconstruction model) {
        int size = reference.number("size");
        Shape shape = new Shape(reference.number("batch"), 3, size, size);
        DataType precision = model.studentWeights().get(0).stored().getDataType();
        return Golden.tensor(owner, name, shape, u -> 2 * u).toType(precision, false);
    }

    private static void assertGradients(TrainingCase reference, FeatureReconstruction model, double tolerance) {
        List<Parameter> trained = new ArrayList<>(model.studentWeights());
        trained.addAll(model.encoderWeights());
        assertThat(trained).extracting(Parameter::name)
                .containsExactlyInAnyOrderElementsOf(reference.expected().get("gradient_l2")::fieldNames);
        trained.forEach(parameter -> reference.assertFigure(
                TrainingCase.l2(parameter.gradient()), tolerance, "gradient_l2", parameter.name()));
    }

    private static void assertFeatures(
            TrainingCase reference, List<FeaturePair> pairs, double tolerance, Object... within) {
        for (int i = 0; i < pairs.size(); i++) {
            reference.assertSummary(pairs.get(i).target(), tolerance, path(within, "encoder_features", i));
            reference.assertSummary(pairs.get(i).reconstruction(), tolerance, path(within, "decoder_features", i));
        }
    }

    private static Object[] path(Object[] within, Object... further) {
        return Stream.concat(Stream.of(within), Stream.of(further)).toArray();
    }
}
