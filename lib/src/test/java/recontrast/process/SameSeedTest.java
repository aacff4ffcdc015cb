package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.run.RunListener;
import recontrast.run.RunResult;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The same seed gives the same figures and the same model, bit for bit. */
class SameSeedTest {

    @TempDir
    private Path folder;

    private static Experiment experiment(Path results) {
        return Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(4).withBatch(2).withEvaluateEvery(2));
    }

    /** Trains as the tests do, in another process. */
    public static void main(String[] arguments) {
        experiment(Path.of(arguments[0])).train(Config.OURS, RunListener.silent());
    }

    @Test
    void givesTheSameInAnyProcessAndAnotherSeedDoesNot() throws Exception {
        RunResult one = experiment(folder.resolve("one")).train(Config.OURS, RunListener.silent());
        RunResult same = experiment(folder.resolve("same")).train(Config.OURS, RunListener.silent());
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(JavaProcess.run(SameSeedTest.class, Map.of(), List.of("-Xmx512m"), folder.resolve("log"),
                elsewhere.toString()).code()).isZero();
        RunResult other = experiment(elsewhere).find(Config.OURS).orElseThrow();
        assertThat(same.history()).isEqualTo(one.history());
        assertThat(other.history()).isEqualTo(one.history());
        assertThat(Files.mismatch(model("same", one), model("one", one))).isEqualTo(-1);
        assertThat(Files.mismatch(model("elsewhere", one), model("one", one))).isEqualTo(-1);
        RunResult two = experiment(folder.resolve("two")).seed(1).train(Config.OURS, RunListener.silent());
        assertThat(two.history().losses()).doesNotContainAnyElementsOf(one.history().losses());
        assertThat(Files.mismatch(model("two", two), model("one", one))).isNotEqualTo(-1);
    }

    private Path model(String results, RunResult run) {
        return experiment(folder.resolve(results)).store().checkpoint(run.spec());
    }
}
