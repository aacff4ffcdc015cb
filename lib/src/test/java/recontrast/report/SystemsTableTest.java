package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.metric.PairedDifference.Figure;
import recontrast.report.tables.SystemsTable;
import recontrast.rival.Rivals;
import recontrast.run.RunListener;
import recontrast.run.RunResult;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
}
