package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.Config;
import recontrast.golden.Golden;
import recontrast.loss.AlphaRamp;
import recontrast.model.Activation;
import recontrast.model.Architecture;
import recontrast.model.Backbone;
import recontrast.model.EncoderTraining;
import recontrast.model.FeaturePair;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Mode;
import recontrast.model.Normalization;
import recontrast.model.Observation;
import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Five training steps of every configuration, backbone and variant against an independent implementation in PyTorch. */
class GoldenTrainingTest {

    record Case(JsonNode json) {

        String text(String field) {
            return json.get(field).asText();
        }

        int number(String field) {
            return json.get(field).asInt();
        }

        boolean is(String variant) {
            return text("variant").equals(variant);
        }

        @Override
        public String toString() {
            return text("variant") + " " + text("backbone") + " " + text("config");
        }
    }

    static Stream<Case> cases() {
        return StreamSupport.stream(Golden.read("training.json").get("cases").spliterator(), false).map(Case::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trainsAsTheReference(Case reference) {
        Config config = Config.named(reference.text("config"));
        try (NDManager manager = NDManager.newBaseManager();
                Parameters parameters = Parameters.within(manager, 0)) {
            FeatureReconstruction model = architecture(reference, config).build(parameters);
            Golden.fill(parameters);
            TrainingStep step = new TrainingStep(model, config.loss(AlphaRamp.paper(reference.number("total_iterations"))));
            try (AdamW student = new AdamW(model.studentWeights(), settings(reference, 2e-3), manager);
                    AdamW encoder = new AdamW(model.encoderWeights(), settings(reference, 1e-5), manager)) {
                JsonNode losses = reference.json().get("loss");
                for (int iteration = 0; iteration < losses.size(); iteration++) {
                    takeStep(reference, model, step, student, encoder, iteration);
                }
            }
            assertEvaluation(reference, model);
        }
    }

    private static Architecture architecture(Case reference, Config config) {
        EncoderTraining training =
                reference.is("unified") ? EncoderTraining.RUNNING_STATISTICS : EncoderTraining.BATCH_STATISTICS;
        return config.architecture(
                Backbone.named(reference.text("backbone")),
                training,
                reference.is("stable") ? Normalization.PARTIAL : Normalization.BATCH,
                reference.is("unified") ? Activation.GELU : Activation.RELU);
    }

    private static AdamW.Settings settings(Case reference, double learningRate) {
        return new AdamW.Settings(learningRate, 1e-5, reference.is("paper") ? 1e-8 : 1e-10,
                reference.is("unified") ? AdamW.SecondMoment.LARGEST : AdamW.SecondMoment.RUNNING);
    }

    private static void takeStep(Case reference, FeatureReconstruction model, TrainingStep step,
            AdamW student, AdamW encoder, int iteration) {
        try (NDManager owner = model.parameters().manager().newSubManager()) {
            Observation seen = Observation.of(images(owner, reference, "images." + iteration), model);
            NDArray loss = step.run(owner, seen, iteration,
                    pairs -> {
                        if (iteration == 0) {
                            assertFeatures(reference.json(), pairs, 1e-4);
                        }
                    },
                    () -> {
                        if (iteration == 0) {
                            assertGradients(reference, model);
                        }
                        student.step();
                        encoder.step();
                    });
            double expected = reference.json().get("loss").get(iteration).asDouble();
            assertThat((double) loss.getFloat()).as("loss of step " + iteration)
                    .isCloseTo(expected, within(expected * (iteration == 0 ? 1e-4 : 2e-3)));
            if (iteration == 0) {
                reference.json().get("after_step_1").fields().forEachRemaining(entry -> assertSummary(
                        entry.getKey(), model.parameters().find(entry.getKey()).orElseThrow().stored(),
                        entry.getValue(), 1e-4));
            }
        }
    }

    private static NDArray images(NDManager owner, Case reference, String name) {
        int size = reference.number("size");
        return Golden.tensor(owner, name, new Shape(reference.number("batch"), 3, size, size), u -> 2 * u);
    }

    private static void assertGradients(Case reference, FeatureReconstruction model) {
        JsonNode expected = reference.json().get("gradient_l2");
        List<Parameter> trained = new ArrayList<>(model.studentWeights());
        trained.addAll(model.encoderWeights());
        assertThat(trained).extracting(Parameter::name)
                .containsExactlyInAnyOrderElementsOf(expected::fieldNames);
        double largest = StreamSupport.stream(expected.spliterator(), false)
                .mapToDouble(JsonNode::asDouble).max().orElseThrow();
        for (Parameter parameter : trained) {
            double l2 = expected.get(parameter.name()).asDouble();
            double tolerance = l2 < 1e-3 * largest ? 1e-3 : 1e-4;
            assertThat(l2(parameter.gradient())).as("gradient of " + parameter.name())
                    .isCloseTo(l2, within(l2 * tolerance));
        }
    }

    private static void assertFeatures(JsonNode expected, List<FeaturePair> pairs, double tolerance) {
        for (int i = 0; i < pairs.size(); i++) {
            FeaturePair pair = pairs.get(i);
            assertSummary("target " + i, pair.target(), expected.get("encoder_features").get(i), tolerance);
            assertSummary("reconstruction " + i, pair.reconstruction(), expected.get("decoder_features").get(i), tolerance);
        }
    }

    private static void assertEvaluation(Case reference, FeatureReconstruction model) {
        try (NDManager owner = model.parameters().manager().newSubManager()) {
            Observation seen = Observation.of(images(owner, reference, "images.eval"), model);
            assertFeatures(reference.json().get("eval_after_training"), model.reconstruct(seen, Mode.EVAL), 2e-3);
        }
    }

    private static void assertSummary(String what, NDArray actual, JsonNode expected, double tolerance) {
        assertThat(actual.getShape().getShape()).as("shape of " + what)
                .containsExactly(new com.fasterxml.jackson.databind.ObjectMapper().convertValue(expected.get("shape"), long[].class));
        double l2 = expected.get("l2").asDouble();
        double scale = l2 / Math.sqrt(actual.size()); // root mean square: what an absolute error is measured by
        assertThat(l2(actual)).as("l2 of " + what).isCloseTo(l2, within(tolerance * l2));
        try (NDArray flat = actual.stopGradient().flatten()) {
            assertThat((double) flat.mean().getFloat()).as("mean of " + what)
                    .isCloseTo(expected.get("mean").asDouble(), within(tolerance * scale));
            for (int i = 0; i < expected.get("first").size(); i++) {
                double value = expected.get("first").get(i).asDouble();
                assertThat((double) flat.getFloat(i)).as("value " + i + " of " + what)
                        .isCloseTo(value, within(tolerance * Math.max(Math.abs(value), scale)));
            }
        }
    }

    private static double l2(NDArray array) {
        double sum = 0;
        for (float value : new NDList(array.stopGradient()).head().toFloatArray()) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
