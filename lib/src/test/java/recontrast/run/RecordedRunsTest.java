package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.embedded.Embedded;
import recontrast.report.HandMadeRuns;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.Effects;
import recontrast.training.TrainingPlan;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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

    @Test
    void standInTheReadmesAsTheyAre() throws Exception {
        AblationTable table = AblationTable.of(RecordedRuns.ladder());
        String library = Files.readString(Path.of("README.md"));
        assertThat(table.text().lines().limit(12)).isNotEmpty().allSatisfy(line -> assertThat(library).contains(line));
        assertThat(Effects.of(RecordedRuns.ladder()).toString().lines().limit(12)).isNotEmpty()
                .allSatisfy(line -> assertThat(library).contains(line));
        String front = Files.readString(Path.of("..", "README.md"));
        assertThat(front).contains(row("I-AUROC, last, %", "%.1f", table.table().doubleColumn("I-AUROC last").asList()),
                row("over seeds", "±%.1f", table.table().doubleColumn("I-AUROC last std").asList()),
                row("AUPRO, last, %", "%.1f", table.table().doubleColumn("AUPRO published last").asList()));
    }

    private static String row(String head, String format, List<Double> figures) {
        return "| " + head + " | " + figures.stream().map(figure -> String.format(Locale.ROOT, format, figure))
                .collect(Collectors.joining(" | ")) + " |";
    }

    /** Another generator, or other images by it, would make other runs. */
    @Test
    void areOfTheImagesThatThisVersionDraws() {
        assertThat(RecordedRuns.ladder()).allSatisfy(run -> assertThat(run.spec()).isEqualTo(
                Experiment.on(Embedded.dataset().category(run.spec().category())).seed(run.spec().seed())
                        .spec(run.config())));
    }

    /** By Python's hashlib, of a specification as it stands in the file. */
    @Test
    void haveTheIdsOfTheVersionThatRecordedThem() {
        assertThat(RecordedRuns.ladder()).filteredOn(run -> run.config().equals(Config.C)
                && run.spec().category().equals("fundus") && run.spec().seed() == 0)
                .singleElement().extracting(run -> run.spec().id()).isEqualTo("03aedfab81901677");
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
