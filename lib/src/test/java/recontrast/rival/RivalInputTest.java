package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.embedded.Embedded;
import recontrast.detector.Method;
import recontrast.model.Precision;
import recontrast.run.RunResult;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What each system makes of too few images, of data without masks and of another size. */
class RivalInputTest {

    @TempDir
    private Path folder;

    static Stream<Method> systems() {
        return Rivals.ALL.stream().map(system ->
                system.equals(Rivals.DRAEM) ? Rivals.DRAEM.withWidth(8) : system);
    }

    private RunResult train(Method system, Category all, int good, int size) {
        Category few = new Category(all.dataset(), all.name(), all.train().subList(0, good), Stream.concat(
                all.goodTest().stream().limit(2), all.defectiveTest().stream().limit(2)).toList());
        return Experiment.on(few).size(size).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2)).train(system);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void oneImageIsLearntFromOrRefusedInALine(Method system) {
        assertTrainedOrRefusedInALine(system, Embedded.washer(), 1, 64);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void withoutMasksImagesAreJudgedAlone(Method system) {
        RunResult run = train(system, Embedded.fundus(), 16, 64);
        assertThat(run.last().orElseThrow().metrics().imageAuroc()).isBetween(0.0, 1.0);
        assertThat(run.last().orElseThrow().metrics().localisation()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anotherSizeIsTakenOrRefusedInALine(Method system) {
        for (int size : List.of(96, 160)) {
            assertTrainedOrRefusedInALine(system, Embedded.weave(), 4, size);
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void stepsInBfloat16AreRefusedInALine(Method system) {
        Experiment narrow = Experiment.on(Embedded.washer()).plan(plan -> plan.withPrecision(Precision.BFLOAT16));
        assertThatThrownBy(() -> narrow.trial(system)).hasMessage("expected a configuration of the ablation to train in"
                + " bfloat16; found " + system.name() + ", which trains in full precision alone: leave the precision out");
    }

    private void assertTrainedOrRefusedInALine(Method system, Category all, int good, int size) {
        try {
            assertThat(train(system, all, good, size).finished()).isTrue();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).matches("expected [^\n]*; found [^\n]*: [^\n]*");
        }
    }
}
