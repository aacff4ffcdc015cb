package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.metric.PairedDifference.Figure;
import recontrast.report.tables.Effects;
import recontrast.report.tables.Sheet;
import recontrast.report.tables.SystemsTable;
import recontrast.rival.Rivals;
import recontrast.run.RunListener;
import recontrast.run.RunResult;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class SystemsTableTest {

    @TempDir
    private Path folder;

    @Test
    void setsSystemsBesideOneAnother() throws Exception {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
        List<RunResult> runs = experiment.train(List.of(Rivals.PADIM, Config.B), RunListener.silent());
        SystemsTable table = SystemsTable.of(experiment, runs, Config.B);
        assertThat(table.rows()).extracting(row -> row.runs().label()).containsExactly("B", "PaDiM");
        SystemsTable.Row b = table.rows().get(0);
        SystemsTable.Row padim = table.rows().get(1);
        assertThat(b.effects().all()).as("against itself").isEmpty();
        assertThat(padim.effects().all().get(0).figure()).isEqualTo(Figure.IMAGE_AUROC);
        assertThat(padim.effects().all().get(0).difference().mean()).isEqualTo(
                runs.get(0).last().orElseThrow().metrics().imageAuroc()
                        - runs.get(1).last().orElseThrow().metrics().imageAuroc());
        assertThat(padim.bytes()).isEqualTo(Files.size(experiment.store().checkpoint(runs.get(0).spec())));
        assertThat(padim.millis()).isPositive();
        assertThat(table.toString()).contains("against B, points").contains("one seed");
    }

    /** Of 0.1, 0.7, 0.8 and 0.9 the last three are 0.8 in the mean: what differences are of too. */
    @Test
    void figuresAreOfTheEvaluationsThatDifferencesAreOf() {
        RunResult run = HandMadeRuns.run(Config.B, "nut", 0, HandMadeRuns.PLAN, 40, Stream.of(0.1, 0.7, 0.8, 0.9)
                .map(auroc -> HandMadeRuns.evaluated((int) (10 * auroc), auroc, Optional.empty())).toList());
        SystemsTable table = new SystemsTable(List.of(
                new SystemsTable.Row(RunGroup.of(List.of(run)).get(0), 1, 1, new Effects(List.of()))), Config.B);
        assertThat(table.sheet().headings().get(4)).isEqualTo(Sheet.Heading.number("last three, %", "I-AUROC"));
        assertThat(table.sheet().rows().get(0).get(4)).isEqualTo("80.00");
        assertThat(table.sheet().rows().get(0).get(5)).as("no masks, no AUPRO").isEmpty();
        assertThat(table.sheet().notes().get(0)).contains(
                "Last three: figures and differences are of the mean of the last three evaluations");
    }
}
