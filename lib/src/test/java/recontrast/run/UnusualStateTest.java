package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.MaskRule;
import recontrast.data.embedded.Embedded;
import recontrast.weights.Safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What a stopped run goes on from, and the model of a run, spoilt since. */
class UnusualStateTest {

    private static final String STATE = "state-000002.safetensors";
    private static final String CHECKPOINT = "checkpoint.safetensors";

    @TempDir
    private static Path trained;
    @TempDir
    private Path results;

    /** What is done to a file. */
    @FunctionalInterface
    private interface Change {
        void to(Path file) throws IOException;
    }

    private static Experiment experiment(Path folder) {
        Category washer = Embedded.washer();
        return Experiment.on(new Category("few", "washer", washer.train().subList(0, 4), List.of())).size(64)
                .device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(3).withBatch(4).withDiversityEvery(100));
    }

    @BeforeAll
    static void stopAfterTwoSteps() {
        experiment(trained).train(Config.B, new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    @BeforeEach
    void copy() throws IOException {
        Path from = experiment(trained).store().folder(spec());
        Path to = Files.createDirectories(folder());
        for (String name : List.of("run.json", STATE, CHECKPOINT)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static RunSpec spec() {
        return experiment(trained).spec(Config.B);
    }

    private Path folder() {
        return experiment(results).store().folder(spec());
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("missing", Files::delete, "found nothing"),
                damage("empty", file -> Files.write(file, new byte[0]), "a file of 0 bytes"),
                damage("cut", UnusualStateTest::halve, "found something else"),
                damage("text", file -> Files.writeString(file, "No tensors, whatever its name."),
                        "found something else"),
                damage("a folder", file -> {
                    Files.delete(file);
                    Files.createDirectory(file);
                }, "found a folder"),
                damage("without a weight", file -> change(file, (tensors, manager) ->
                        tensors.remove("bottleneck.conv1.weight")), "expected bottleneck.conv1.weight in"),
                damage("with a weight of another shape", file -> change(file, (tensors, manager) ->
                        tensors.put("bottleneck.bn1.weight", manager.ones(new Shape(7)))), "of shape"),
                damage("with a weight too many", file -> change(file, (tensors, manager) ->
                        tensors.put("head.weight", manager.ones(new Shape(7)))), "found head.weight too"));
    }

    static Stream<Arguments> damagesOfMoments() {
        return Stream.of(
                damage("without a moment", file -> change(file, (tensors, manager) ->
                        tensors.remove("optimizer.student.moment.0")), "expected the moments of"),
                damage("with a moment of one item", file -> change(file, (tensors, manager) ->
                        tensors.put("optimizer.student.moment.0", manager.ones(new Shape(1)))), "or others in shape"));
    }

    private static Arguments damage(String name, Change damage, String part) {
        return Arguments.of(name, damage, part);
    }

    private static void halve(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    private static void change(Path file, BiConsumer<Map<String, NDArray>, NDManager> change) {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            Map<String, NDArray> tensors = Safetensors.read(file, manager);
            change.accept(tensors, manager);
            Safetensors.write(tensors, file);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"damages", "damagesOfMoments"})
    void goesOnFromNoStateThatIs(String name, Change damage, String part) throws IOException {
        damage.to(folder().resolve(STATE));
        assertThatThrownBy(() -> experiment(results).train(Config.B, RunListener.silent()))
                .isInstanceOf(IllegalStateException.class).message().hasLineCount(1)
                .startsWith("expected ")
                .contains(part)
                .endsWith(" Or delete " + folder() + " to train again");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void opensNoModelThatIs(String name, Change damage, String part) throws IOException {
        damage.to(folder().resolve(CHECKPOINT));
        assertThatThrownBy(() -> TrainedModel.open(
                experiment(results).store(), spec(), MaskRule.ANY_NON_ZERO, Device.cpu()).close())
                .isInstanceOf(IllegalArgumentException.class).message().hasLineCount(1)
                .startsWith("expected ")
                .contains(part);
    }

    @Test
    void goesOnFromTheStateAsItWasLeft() throws IOException {
        Files.delete(folder().resolve(CHECKPOINT)); // which is written anew
        assertThat(
                experiment(results).train(Config.B, RunListener.silent()).history().losses()).hasSize(3);
    }
}
