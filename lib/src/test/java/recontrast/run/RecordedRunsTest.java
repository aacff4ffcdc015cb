package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.embedded.Embedded;
import recontrast.report.HandMadeRuns;
import recontrast.training.TrainingPlan;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RecordedRunsTest {

    @Test
    void holdTheLadderOfThisVersionsPlanOnThreeCategoriesUnderFiveSeeds() {
        assertThat(RecordedRuns.ladder()).hasSize(9 * 3 * 5).allMatch(RunResult::finished)
                .allSatisfy(run -> assertThat(run.spec().plan()).isEqualTo(TrainingPlan.EMBEDDED))
                .extracting(run -> run.config().name() + run.spec().category() + run.spec().seed())
                .doesNotHaveDuplicates();
        assertThat(RecordedRuns.ladder()).extracting(RunResult::config).containsOnlyElementsOf(Config.LADDER);
        assertThat(RecordedRuns.control()).hasSize(3 * 5).extracting(RunResult::config).containsOnly(Config.C);
    }

    /** Another generator, or other images by it, would make other runs. */
    @Test
    void areOfTheImagesThatThisVersionDraws() {
        assertThat(RecordedRuns.ladder()).allSatisfy(run -> assertThat(run.spec()).isEqualTo(
                Experiment.on(Embedded.dataset().category(run.spec().category())).seed(run.spec().seed())
                        .spec(run.config())));
    }

    @Test
    void keepsFinishedRunsOnceEach(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("runs.json.gz");
        RunResult a = HandMadeRuns.finished(Config.A, "washer", 0, 0.5, 0.6);
        RunResult b = HandMadeRuns.scored(Config.B, "washer", 0, List.of(0f), List.of(1f, 2f), List.of(0.5f, 0.7f));
        RecordedRuns.add(List.of(a, HandMadeRuns.stopped(Config.C, "washer", 0, 0.5)), file);
        RecordedRuns.add(List.of(a, b), file);

        assertThat(RecordedRuns.read(new ByteArrayInputStream(Files.readAllBytes(file))))
                .containsExactlyInAnyOrder(a, b);
    }
}
