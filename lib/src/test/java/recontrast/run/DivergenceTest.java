package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.weights.Safetensors;
import recontrast.weights.TensorFile;
import recontrast.weights.Weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** One weight that is no number is enough. */
class DivergenceTest {

    @TempDir
    private Path folder;

    private Experiment experiment() {
        return Experiment.on(FewImages.washers(4)).size(64).results(folder)
                .plan(plan -> plan.withIterations(8).withBatch(2).withEvaluateEvery(2));
    }

    /** Stopped between two evaluations, the next step fails; stopped before one, that evaluation does. */
    @ParameterizedTest
    @CsvSource({"3, a loss of NaN", "4, an anomaly map that is not finite"})
    void keepsTheLastGoodModelAndSaysWhatToTry(int stopped, String found) throws IOException {
        RunResult run = experiment().train(Config.B, interruptAt(stopped));
        spoil(experiment().store().folder(run.spec()).resolve(run.state().orElseThrow()),
                "decoder.layer1.0.conv1.weight", Float.NaN);
        Path checkpoint = experiment().store().checkpoint(run.spec());
        Path before = Files.copy(checkpoint, folder.resolve("before"));
        assertThatThrownBy(() -> experiment().train(Config.B, RunListener.silent()))
                .isInstanceOf(DivergedException.class)
                .hasMessage("expected finite figures of B on washer, seed 0; found " + found + " after " + stopped
                        + " steps: the model after " + stopped + " is kept, try a lower learning rate or the stable"
                        + " variant");
        assertThat(Files.mismatch(checkpoint, before)).isEqualTo(-1);
        assertThat(experiment().find(Config.B)).contains(run);
        try (TrainedModel model = experiment().open(run)) {
            assertThat(model.score(experiment().category().test())).hasSize(4);
        }
    }

    @Test
    void saysThatNothingWasKeptYet() {
        Path weights = folder.resolve("spoilt.safetensors");
        try (NDManager manager = Compute.manager(Device.cpu());
                TensorFile embedded = Weights.embedded().open().orElseThrow()) {
            Map<String, NDArray> tensors = new LinkedHashMap<>();
            embedded.tensors().keySet().forEach(name ->
                    tensors.put(name, embedded.read(name, manager).toType(DataType.FLOAT32, false)));
            Safetensors.write(tensors, weights);
        }
        spoil(weights, "_blocks.0._project_conv.weight", 1e37f); // finite, what is computed with it is not
        Experiment spoilt = experiment().encoder("efficientnet_lite0", weights.toString());
        assertThatThrownBy(() -> spoilt.train(Config.B, RunListener.silent()))
                .hasMessage("expected finite figures of B on washer, seed 0; found a loss of NaN after 0 steps: nothing"
                        + " was kept yet, try a lower learning rate or the stable variant");
        assertThat(spoilt.store().all()).isEmpty();
    }

    private static void spoil(Path file, String tensor, float factor) {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            Map<String, NDArray> tensors = Safetensors.read(file, manager);
            tensors.get(tensor).muli(factor);
            Safetensors.write(tensors, file);
        }
    }

    private static RunListener interruptAt(int step) {
        return new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration == step) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
