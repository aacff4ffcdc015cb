package recontrast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;
import recontrast.run.Compute;
import recontrast.weights.Weights;

import java.util.List;

class EfficientNetLite0Test {

    private static final JsonNode GOLDEN = Golden.read("efficientnet_lite0.json");

    private static Encoder encoder(Parameters parameters) {
        return new Encoder(Backbone.EFFICIENTNET_LITE0, parameters.root().at("encoder"), Normalization.BATCH);
    }

    private static NDArray images(NDManager owner, DataType precision) {
        return ChannelsLast.copy(
                Golden.tensor(owner, "images.eval", new Shape(2, 3, 64, 64), u -> 2 * u).toType(precision, false));
    }

    private static void agree(Features found, JsonNode expected, double relative) {
        List<NDArray> maps = List.of(found.layer1(), found.layer2(), found.layer3());
        for (int map = 0; map < maps.size(); map++) {
            NDArray features = maps.get(map).toType(DataType.FLOAT64, true);
            JsonNode figures = expected.get(map);
            double size = figures.get("l2").asDouble();
            double typical = size / Math.sqrt(features.size());
            assertThat(features.getShape()).isEqualTo(new Shape(figures.get("shape").valueStream().mapToLong(JsonNode::asLong).toArray()));
            assertThat(features.norm().getDouble()).isCloseTo(size, within(relative * size));
            assertThat(features.mean().getDouble()).isCloseTo(figures.get("mean").asDouble(), within(relative * typical));
            for (int first = 0; first < 4; first++) {
                assertThat(features.flatten().getDouble(first))
                        .isCloseTo(figures.get("first").get(first).asDouble(), within(relative * typical));
            }
        }
    }

    @Test
    void featuresAreThoseOfAnotherImplementation() {
        try (NDManager manager = Compute.manager(Compute.standardDevice());
                Parameters parameters = Parameters.within(manager, 0, DataType.FLOAT64)) {
            Encoder encoder = encoder(parameters);
            Golden.fill(parameters);
            agree(encoder.features(images(manager, DataType.FLOAT64), Mode.EVAL), GOLDEN.get("eval"), 1e-7); // eps is a number in single precision
        }
    }

    @Test
    void gradientsAndRunningStatisticsAreThoseOfAnotherImplementation() {
        try (NDManager manager = Compute.manager(Compute.standardDevice());
                Parameters parameters = Parameters.within(manager, 0, DataType.FLOAT64);
                GradientTape tape = GradientTape.start()) {
            Encoder encoder = encoder(parameters);
            Golden.fill(parameters);
            parameters.weights("").forEach(weight -> weight.track(manager));
            Features features = encoder.features(images(manager, DataType.FLOAT64), Mode.TRAIN);
            agree(features, GOLDEN.get("train"), 1e-7); // eps is a number in single precision
            tape.backward(features.layer1().square().mean().add(features.layer2().square().mean())
                    .add(features.layer3().square().mean()));
            GOLDEN.get("gradients").properties().forEach(expected -> assertThat(
                    parameters.find("encoder." + expected.getKey()).orElseThrow().gradient().norm().getDouble())
                    .as(expected.getKey())
                    .isCloseTo(expected.getValue().asDouble(), within(1e-9 + 1e-7 * expected.getValue().asDouble())));
            GOLDEN.get("running").properties().forEach(expected -> assertThat(
                    parameters.find("encoder." + expected.getKey()).orElseThrow().stored().norm().getDouble())
                    .as(expected.getKey())
                    .isCloseTo(expected.getValue().get("l2").asDouble(), within(1e-6)));
        }
    }

    /** In 256ths of what full precision gives, at the root of the mean square; autocast's of layer1 to layer3 are known. */
    @Test
    void roundingsOfBfloat16AreAsLargeAsThoseOfPyTorchsAutocast() {
        try (NDManager manager = Compute.manager(Compute.standardDevice());
                Parameters parameters = Parameters.within(manager, 0)) {
            Encoder encoder = encoder(parameters);
            Golden.fill(parameters);
            NDArray images = images(manager, DataType.FLOAT32);
            assertRoundings(encoder, images, Mode.EVAL, 2.54, 3.92, 12.92);
            assertRoundings(encoder, images, Mode.TRAIN, 3.75, 6.78, 30.79);
        }
    }

    private static void assertRoundings(Encoder encoder, NDArray images, Mode mode, double... autocast) {
        Features full = encoder.features(images, mode);
        Features narrow = encoder.features(images, mode.in(Precision.BFLOAT16));
        for (Stage stage : Stage.values()) {
            double rounded = 256 * narrow.at(stage).sub(full.at(stage)).norm().getFloat() / full.at(stage).norm().getFloat();
            assertThat(rounded).as(mode + " " + stage).isCloseTo(autocast[stage.ordinal()], withinPercentage(25));
        }
    }

    /** Half precision keeps eleven bits of each weight. */
    @Test
    void theEmbeddedWeightsGiveThePublishedFeatures() {
        try (NDManager manager = Compute.manager(Compute.standardDevice());
                Parameters parameters = Parameters.within(manager, 0)) {
            Encoder encoder = encoder(parameters);
            Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
            agree(encoder.features(images(manager, DataType.FLOAT32), Mode.EVAL), GOLDEN.get("imagenet"), 0.01);
        }
    }
}
