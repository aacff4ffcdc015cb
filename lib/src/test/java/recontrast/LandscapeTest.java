package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.analysis.Progress;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class LandscapeTest {

    private static final LandscapeGrid GRID = LandscapeGrid.QUICK.withPoints(3);
    private static final List<Sample> IMAGES = Embedded.washer().goodTest().subList(0, 2);

    @TempDir
    private static Path results;
    private static Experiment experiment;
    private static RunResult run;

    @BeforeAll
    static void trainTwoSteps() {
        experiment = Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(2).withBatch(2));
        run = experiment.train(Config.OURS, RunListener.silent());
    }

    @Test
    void standsAboveTheTrainedWeightsAtItsCentre() {
        try (TrainedModel model = experiment.open(run)) {
            double mean = model.score(IMAGES).stream().mapToDouble(scored -> scored.map().mean()).average().orElseThrow();
            Landscape landscape = model.landscape(IMAGES, GRID, Progress.silent());
            assertThat(landscape.finished()).isTrue();
            assertThat(landscape.centre()).isCloseTo(mean, within(1e-7));
            assertThat(landscape.highest()).isNotEqualTo(landscape.lowest());
        }
    }

    @Test
    void isTheSameTwiceAndAnotherUnderAnotherSeed() {
        try (TrainedModel model = experiment.open(run)) {
            Landscape one = model.landscape(IMAGES, GRID, Progress.silent());
            Landscape same = model.landscape(IMAGES, GRID, Progress.silent());
            Landscape other = model.landscape(IMAGES, GRID.withSeed(1), Progress.silent());
            assertThat(same.rows()).usingRecursiveComparison().isEqualTo(one.rows());
            assertThat(other.at(0, 0)).isNotEqualTo(one.at(0, 0));
        }
    }

    @Test
    void leavesTheModelBitForBitAsItWas() throws IOException {
        Path after = results.resolve("after.safetensors");
        try (TrainedModel model = experiment.open(run)) {
            model.landscape(IMAGES, GRID, Progress.silent());
            recontrast.training.Checkpoint.save(model.network().parameters(), after);
        }
        assertThat(Files.mismatch(after, experiment.store().checkpoint(run.spec()))).isEqualTo(-1);
    }

    @Test
    void movesOnlyTheBlocksAskedFor() {
        try (TrainedModel model = experiment.open(run)) {
            Landscape all = model.landscape(IMAGES, GRID, Progress.silent());
            Landscape decoder = model.landscape(IMAGES, GRID.withBlocks("decoder"), Progress.silent());
            assertThat(decoder.centre()).isEqualTo(all.centre());
            assertThat(decoder.at(0, 0)).isNotEqualTo(all.at(0, 0));
        }
    }

    @Test
    void keepsTheRowsMeasuredBeforeAnInterrupt() {
        Landscape landscape = experiment.landscape(run, GRID, (done, total) -> {
            if (done == 4) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(Thread.interrupted()).isFalse();
        assertThat(landscape.finished()).isFalse();
        assertThat(landscape.rows()).hasSize(1);
    }
}
