package recontrast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** PartialNorm of the stable variant against the reference, values and gradients. */
class NormalizationTest {

    private static final int DEAD_CHANNEL = 5;

    @Test
    void keepsTheFloorOfDeadChannels() {
        JsonNode expected = Golden.read("partial_norm.json");
        try (NDManager manager = NDManager.newBaseManager(); Parameters parameters = Parameters.within(manager, 0)) {
            Layer norm = Normalization.PARTIAL.layer(parameters.root(), 8, 1e-5f);
            fill(parameters);
            NDArray x = input(manager);
            x.setRequiresGradient(true);
            NDArray y;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                y = norm.apply(x, Mode.TRAIN);
                collector.backward(y.mul(Golden.tensor(manager, "pn.grad", y.getShape(), u -> u)).sum());
            }
            assertChannels(y, expected.get("output_channel_l2"));
            assertChannels(x.getGradient(), expected.get("input_gradient_channel_l2"));
            assertValues(parameters, "running_mean", expected.get("running_mean_after"));
            assertValues(parameters, "running_var", expected.get("running_var_after"));
        }
    }

    private static void fill(Parameters parameters) {
        Map<String, DoubleUnaryOperator> values = Map.of("weight", u -> 1 + 0.25 * u, "bias", u -> 0.1 * u,
                "running_mean", u -> 0.1 * u, "running_var", u -> 1 + 0.5 * u);
        values.forEach((name, value) -> {
            String stream = "pn." + name.replace("running_", "");
            parameters.load(name, Golden.tensor(parameters.manager(), stream, new Shape(8), value));
        });
        parameters.find("running_var").orElseThrow().stored().get(DEAD_CHANNEL + ":" + (DEAD_CHANNEL + 1))
                .muli(0).addi(2e-7);
        parameters.pretrained();
    }

    private static NDArray input(NDManager manager) {
        NDArray x = Golden.tensor(manager, "pn.x", new Shape(4, 8, 6, 6), u -> u);
        x.get(":, 3:4").muli(0.004);
        x.get(":, 5:6").muli(0.002).addi(0.3);
        return x;
    }

    private static void assertChannels(NDArray array, JsonNode expected) {
        float[] norms = array.stopGradient().transpose(1, 0, 2, 3).reshape(8, -1)
                .square().sum(new int[] {1}).sqrt().toFloatArray();
        for (int channel = 0; channel < norms.length; channel++) {
            double value = expected.get(channel).asDouble();
            assertThat((double) norms[channel]).as("channel " + channel).isCloseTo(value, within(1e-4 * value));
        }
    }

    private static void assertValues(Parameters parameters, String name, JsonNode expected) {
        float[] values = parameters.find(name).orElseThrow().stored().toFloatArray();
        for (int channel = 0; channel < values.length; channel++) {
            double value = expected.get(channel).asDouble();
            assertThat((double) values[channel]).as(name + " " + channel)
                    .isCloseTo(value, within(1e-5 * Math.abs(value) + 1e-9));
        }
    }
}
