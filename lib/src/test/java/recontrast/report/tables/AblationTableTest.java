package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static recontrast.report.HandMadeRuns.finished;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Idea;
import recontrast.metric.ImageScore;
import recontrast.metric.Metric;
import recontrast.report.HandMadeRuns;
import recontrast.report.Moment;
import recontrast.report.RunGroup;
import recontrast.report.Spread;
import recontrast.run.RunResult;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;
import tech.tablesaw.api.Table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

class AblationTableTest {

    /** Ours: seed 0 has 0.90 and 0.80, seed 1 has 0.97 and 0.93, at the end. */
    private static final List<RunResult> RUNS = List.of(
            finished(Config.OURS, "nut", 0, 0.92, 0.90),
            finished(Config.OURS, "bolt", 0, 0.60, 0.80),
            finished(Config.OURS, "nut", 1, 0.50, 0.97),
            finished(Config.OURS, "bolt", 1, 0.50, 0.93),
            HandMadeRuns.stopped(Config.D, "nut", 0, 0.99),
            finished(Config.A, "nut", 0, 0.75, 0.70),
            finished(Config.A, "bolt", 0, 0.50, 0.60));

    private static final double MEAN_OF_LAST = 90.0; // of 85 and 95
    private static final double STD_OF_LAST = Math.sqrt(50); // two values 10 apart, unbiased
    private static final double MEAN_OF_BEST = 90.5; // of (92 + 80) / 2 and (97 + 93) / 2

    private static Spread spread(RunGroup runs, Metric metric, Moment moment) {
        return RunColumn.of(metric, moment).of(runs).orElseThrow();
    }

    @Test
    void averagesOverCategoriesThenOverSeeds() {
        RunGroup ours = AblationTable.of(RUNS).rows().get(1);
        assertThat(spread(ours, Metric.IMAGE_AUROC, Moment.LAST).mean()).isCloseTo(MEAN_OF_LAST, within(1e-9));
        assertThat(spread(ours, Metric.IMAGE_AUROC, Moment.LAST).std().orElseThrow()).isCloseTo(STD_OF_LAST, within(1e-9));
        assertThat(spread(ours, Metric.IMAGE_AUROC, Moment.BEST).mean()).isCloseTo(MEAN_OF_BEST, within(1e-9));
        assertThat(spread(ours, Metric.AUPRO_PUBLISHED, Moment.LAST).mean()).isCloseTo(80, within(1e-9));
        assertThat(spread(ours, Metric.AUPRO_EXACT_30, Moment.LAST).mean()).isCloseTo(70, within(1e-9));
    }

    @Test
    void hasNoDeviationOfOneSeed() {
        RunGroup a = AblationTable.of(RUNS).rows().get(0);
        assertThat(spread(a, Metric.IMAGE_AUROC, Moment.LAST).std()).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void keepsTheOrderOfTheLadder() {
        List<RunResult> reversed = new ArrayList<>();
        Config.LADDER.forEach(config -> reversed.add(0, finished(config, "nut", 0, 0.5, 0.5)));
        assertThat(AblationTable.of(reversed).rows().stream().map(RunGroup::config))
                .isEqualTo(Config.LADDER);
    }

    @Test
    void leavesUnfinishedRunsOutAndSaysSo() {
        AblationTable table = AblationTable.of(RUNS);
        assertThat(table.rows().stream().map(RunGroup::label)).containsExactly("A", "Ours");
        assertThat(table.text()).contains("Left out, unfinished: D on nut, seed 0 (20 of 40).");
    }

    @Test
    void leavesLocalisationBlankWithoutMasks() {
        AblationTable table = AblationTable.of(List.of(HandMadeRuns.withoutMasks(Config.E, "eye", 0, 0.8)));
        assertThat(RunColumn.of(Metric.AUPRO_PUBLISHED, Moment.LAST).of(table.rows().get(0))).isEmpty();
        assertThat(table.table().doubleColumn("AUPRO published last").isMissing(0)).isTrue();
    }

    /** The middle is chosen of nut and the end of bolt; A chooses nothing. */
    @Test
    void hasAColumnOfTheChosenModelsWhereTheyAreChosen() {
        AblationTable table = AblationTable.of(List.of(
                HandMadeRuns.choosing(finished(Config.OURS, "nut", 0, 0.92, 0.90), 0.7, 0.6),
                HandMadeRuns.choosing(finished(Config.OURS, "bolt", 0, 0.60, 0.80), 0.6, 0.7),
                finished(Config.A, "nut", 0, 0.75, 0.70)));
        assertThat(table.table().doubleColumn("I-AUROC chosen").get(1)).isCloseTo((92 + 80) / 2.0, within(1e-9));
        assertThat(table.table().doubleColumn("AUPRO published chosen").get(1)).isCloseTo((82 + 70) / 2.0, within(1e-9));
        assertThat(table.table().doubleColumn("chosen at").get(1)).isEqualTo(30);
        assertThat(table.table().doubleColumn("I-AUROC chosen").isMissing(0)).isTrue();
        assertThat(table.text()).contains("the evaluation that held-out good images chose");
        assertThat(AblationTable.of(RUNS).text()).doesNotContain("chosen");
    }

    @Test
    void keepsRunsUnderDifferentSettingsApart() {
        RunResult run = finished(Config.OURS, "nut", 0, 0.5, 0.5);
        RunResult other = HandMadeRuns.run(Config.OURS, "nut", 0, HandMadeRuns.PLAN.withAlpha(0.5), 40,
                run.history().evaluations());
        assertThat(AblationTable.of(List.of(run, other)).rows().stream().map(RunGroup::label))
                .containsExactly("Ours, alpha 0.5", "Ours, alpha 1");
    }

    @Test
    void namesAVariantWithoutWhatItBringsWithIt() {
        TrainingPlan stable = HandMadeRuns.PLAN.withVariant(Variant.STABLE).withAlphaRamp(0.2)
                .withImageScore(ImageScore.TOP_PERCENT);
        List<RunResult> runs = Stream.of(HandMadeRuns.PLAN, stable)
                .flatMap(plan -> Stream.of(plan, plan.withEncoderLearningRate(1e-2)))
                .map(plan -> HandMadeRuns.run(Config.OURS, "nut", 0, plan, 40,
                        finished(Config.OURS, "nut", 0, 0.5, 0.5).history().evaluations())).toList();
        assertThat(AblationTable.of(runs).rows().stream().map(RunGroup::label)).containsExactly(
                "Ours, encoder learning rate 0.001, variant standard", "Ours, encoder learning rate 0.001, variant stable",
                "Ours, encoder learning rate 0.01, variant standard", "Ours, encoder learning rate 0.01, variant stable");
    }

    @Test
    void hasAColumnForEveryIdeaAndSaysWhatItsHeadStandsFor() {
        Sheet sheet = AblationTable.of(RUNS).sheet();
        assertThat(sheet.headings().stream().filter(heading -> heading.group().equals("ideas")).map(Sheet.Heading::text))
                .containsExactlyElementsOf(Stream.of(Idea.values()).map(Idea::shortTitle).toList())
                .doesNotHaveDuplicates();
        assertThat(sheet.notes().get(0).split(", ")).hasSize(Idea.values().length);
        assertThat(sheet.notes()).contains("gl global distance, en optimised encoder, sg stop gradient,"
                + " cp contrastive pairs, hm hard-normal mining.");
        assertThat(sheet.rows().get(1)).startsWith("Ours", "x", "x", "x", "x", "x");
    }

    @Test
    void fitsATerminal() {
        List<RunResult> runs = new ArrayList<>();
        for (Config config : Config.LADDER) {
            runs.add(finished(config, "nut", 0, 1, 1));
            runs.add(finished(config, "nut", 1, 0.8, 0.8));
        }
        assertThat(AblationTable.of(runs).text().lines()).allMatch(line -> line.length() <= 120);
        assertThat(AblationTable.of(runs).text()).contains("90.00+-14.14");
    }

    @Test
    void viewsCategoriesOneByOne() {
        Sheet categories = AblationTable.of(RUNS).categories();
        assertThat(categories.headings().stream().map(Sheet.Heading::text))
                .containsExactly("config", "bolt", "nut");
        assertThat(categories.rows().get(0)).containsExactly("A", "60.00", "70.00");
        assertThat(categories.rows().get(1)).containsExactly("Ours", "86.50+-9.19", "93.50+-4.95");
    }

    @Test
    void writesNumbersAsCsv(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tables").resolve("ablation.csv");
        AblationTable.of(RUNS).csv(file);
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Table.read().csv(file.toFile()).column("I-AUROC last").getString(1)).startsWith("90");
    }
}
