package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.golden.Golden;
import recontrast.model.Activation;
import recontrast.model.Backbone;
import recontrast.model.EncoderTraining;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.weights.Safetensors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

class CheckpointTest {

    @TempDir
    private Path folder;

    /** "ResNet-50 pairs" and so on: every name and shape of the published model's state_dict. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet18 pairs", "resnet18 single", "resnet50 pairs", "resnet50 single",
        "wide_resnet50_2 pairs", "wide_resnet50_2 single"})
    void hasThePublishedModelsNamesAndShapes(String model) {
        Config config = model.endsWith("pairs") ? Config.OURS : Config.A;
        try (NDManager manager = NDManager.newBaseManager(); Parameters parameters = Parameters.within(manager, 0)) {
            build(parameters, config, Backbone.named(model.split(" ")[0]));
            Map<String, Shape> actual = new LinkedHashMap<>();
            parameters.all().forEach(parameter -> actual.put(parameter.name(), parameter.stored().getShape()));
            assertThat(actual).containsExactlyInAnyOrderEntriesOf(expected(model));
        }
    }

    private static Map<String, Shape> expected(String model) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        JsonNode golden = Golden.read("state_dict.json").get(model);
        golden.fieldNames().forEachRemaining(name -> {
            if (!name.startsWith("bottleneck.conv4.") && !name.startsWith("bottleneck.bn4.")) {
                long[] shape = new long[golden.get(name).size()];
                for (int i = 0; i < shape.length; i++) {
                    shape[i] = golden.get(name).get(i).asLong();
                }
                shapes.put(name, new Shape(shape));
            }
        });
        return shapes;
    }

    @Test
    void readsBackWhatItWrote() {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters written = Parameters.within(manager, 1);
                Parameters read = Parameters.within(manager, 2)) {
            build(written, Config.OURS, Backbone.EFFICIENTNET_LITE0);
            build(read, Config.OURS, Backbone.EFFICIENTNET_LITE0);
            Path file = folder.resolve("checkpoint.safetensors");
            Checkpoint.save(written, file);
            Checkpoint.load(read, file);
            for (Parameter parameter : written.all()) {
                NDArray copy = read.find(parameter.name()).orElseThrow().stored();
                assertThat(copy.toByteArray()).as(parameter.name()).isEqualTo(parameter.stored().toByteArray());
            }
        }
    }

    @Test
    void ignoresTheUnusedModulesOfThePublishedBottleneck() {
        try (NDManager manager = NDManager.newBaseManager(); Parameters parameters = Parameters.within(manager, 1)) {
            build(parameters, Config.A, Backbone.EFFICIENTNET_LITE0);
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            parameters.all().forEach(parameter -> tensors.put(parameter.name(), parameter.stored()));
            tensors.put("bottleneck.conv4.weight", manager.ones(new Shape(4, 4, 1, 1)));
            Path file = folder.resolve("published.safetensors");
            Safetensors.write(tensors, file);
            Checkpoint.load(parameters, file);
        }
    }

    @Test
    void refusesTheCheckpointOfAnotherConfiguration() {
        try (NDManager manager = NDManager.newBaseManager();
                Parameters pairs = Parameters.within(manager, 1);
                Parameters single = Parameters.within(manager, 1)) {
            build(pairs, Config.OURS, Backbone.EFFICIENTNET_LITE0);
            build(single, Config.A, Backbone.EFFICIENTNET_LITE0);
            Path file = folder.resolve("checkpoint.safetensors");
            Checkpoint.save(pairs, file);
            assertThatThrownBy(() -> Checkpoint.load(single, file))
                    .hasMessageContaining("expected only the tensors of this model")
                    .hasMessageContaining("another configuration");
        }
    }

    private static void build(Parameters parameters, Config config, Backbone backbone) {
        config.architecture(backbone, EncoderTraining.BATCH_STATISTICS, Normalization.BATCH, Activation.RELU)
                .build(parameters);
    }
}
