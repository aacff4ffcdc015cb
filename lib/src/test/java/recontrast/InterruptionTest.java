package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.analysis.Progress;
import recontrast.data.Category;
import recontrast.data.Picture;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.metric.TestMetrics;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Whatever goes on ends within two seconds of an interrupt, at 128 px, leaves what was done by then, and no tensors: 2
 * times in a row, in the {@link FullForm} 20 times.
 */
class InterruptionTest {

    private static final int TIMES = FullForm.times(2, 20);
    private static final Category WASHERS = FewImages.washers(20); // two batches to evaluate
    private static final Category FEWER = FewImages.washers(4);

    @TempDir
    private Path folder;

    @AfterEach
    void consumeAnInterruptThatIsLeft() {
        Thread.interrupted();
    }

    private Experiment experiment(int evaluateEvery) {
        return Experiment.on(WASHERS).size(128).results(folder)
                .plan(plan -> plan.withIterations(10_000).withBatch(FullForm.times(4, 8))
                        .withEvaluateEvery(evaluateEvery));
    }

    /** Does something again and again, and compares the number of tensors with that after the first time. */
    private static void leavingNoTensors(IntConsumer work) {
        int before = LiveArrays.count();
        for (int time = 0; time < TIMES; time++) {
            work.accept(time);
            assertThat(LiveArrays.count()).as("tensors after %d times", time + 1).isEqualTo(before);
        }
    }

    @Test
    void endsATrainingThatGoesOnLater() {
        SplittableRandom random = new SplittableRandom(1);
        Experiment experiment = experiment(1000);
        leavingNoTensors(time -> {
            int reached = experiment.find(Config.OURS).map(run -> run.history().iterations()).orElse(0);
            StopButton button = new StopButton();
            RunResult stopped = experiment.train(Config.OURS, button.afterSteps(2, random.nextInt(500)));
            button.assertObeyed();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(stopped.finished()).isFalse();
            assertThat(stopped.history().iterations()).isGreaterThanOrEqualTo(reached + 2);
            assertThat(experiment.find(Config.OURS)).contains(stopped);
        });
    }

    @Test
    void endsAnEvaluationThatIsMadeUpForLater() {
        Experiment experiment = experiment(2);
        leavingNoTensors(time -> {
            StopButton button = new StopButton();
            RunResult stopped = experiment.train(Config.OURS, button.afterSteps(2, 20)); // then it evaluates
            button.assertObeyed();
            assertThat(stopped.history().iterations()).isEqualTo(2 * (time + 1));
            assertThat(stopped.history().evaluations()).extracting(at -> at.iteration())
                    .doesNotContain(2 * (time + 1)).hasSize(time);
            assertThat(stopped.last()).isEqualTo(stopped.history().evaluations().stream().reduce((a, b) -> b));
        });
    }

    @Test
    void endsALandscapeWithTheRowsItHas() {
        Experiment experiment = experiment(1000);
        RunResult run = experiment.train(Config.OURS, new StopButton().afterSteps(1, 0));
        List<Sample> images = WASHERS.goodTest();
        try (TrainedModel model = experiment.open(run)) {
            model.score(images.subList(0, 1)); // it keeps how maps are upsampled, once
            leavingNoTensors(time -> {
                StopButton button = new StopButton();
                Landscape stopped = model.landscape(images, LandscapeGrid.FINE, (done, total) -> {
                    if (done == 1) {
                        button.pressIn(100);
                    }
                });
                button.assertObeyed();
                assertThat(stopped.finished()).isFalse();
            });
            LandscapeGrid small = LandscapeGrid.QUICK.withPoints(3);
            assertThat(model.landscape(images.subList(0, 2), small, Progress.silent()).finished()).isTrue();
        }
    }

    @Test
    void endsALandscapeBeforeItsFirstRow() {
        Experiment experiment = experiment(1000);
        RunResult run = experiment.train(Config.OURS, new StopButton().afterSteps(1, 0));
        leavingNoTensors(time -> {
            Thread.currentThread().interrupt();
            Landscape none = experiment.landscape(run, LandscapeGrid.FINE, Progress.silent());
            assertThat(Thread.interrupted()).isFalse();
            assertThat(none.rows()).isEmpty();
        });
    }

    @Test
    void endsThePreparationOfImages() throws IOException {
        Experiment experiment = experiment(1000).category(ofFiles(2000));
        leavingNoTensors(time -> {
            StopButton button = new StopButton();
            button.pressIn(300);
            assertThatThrownBy(() -> experiment.train(Config.OURS, RunListener.silent()))
                    .isInstanceOf(CancellationException.class).hasMessageMatching("interrupted after \\d+ of \\d+ images");
            button.assertObeyed();
            assertThat(Thread.interrupted()).as("left to the caller").isTrue();
        });
        assertThat(experiment.store().all()).isEmpty();
    }

    @Test
    void keepsTheRunsBeforeOneThatIsBeingPrepared() throws IOException {
        Experiment brief = brief().category(ofFiles(4));
        Experiment other = brief.size(96);
        List<RunResult> runs = new Study(List.of(brief, other)).train(Config.B, interruptWhenARunEnds());
        assertThat(Thread.interrupted()).isFalse();
        assertThat(runs).singleElement().satisfies(run -> assertThat(run.finished()).isTrue());
    }

    @Test
    void keepsTheRunsBeforeOneThatHasNotBegun() {
        Experiment brief = brief();
        List<RunResult> runs = brief.train(List.of(Config.A, Config.B), interruptWhenARunEnds());
        assertThat(Thread.interrupted()).isFalse();
        assertThat(runs).extracting(RunResult::finished).containsExactly(true, false);
        assertThat(brief.store().all()).containsExactly(runs.get(0));
    }

    @Test
    void readsWhatWasTrainedDespiteIt() {
        Experiment brief = brief();
        RunResult run = brief.train(Config.A, RunListener.silent());
        Thread.currentThread().interrupt();
        try (TrainedModel model = brief.open(run)) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(model.score(FEWER.test().subList(0, 1))).hasSize(1);
        }
    }

    /** Those of 600 images take longer than an interrupt may wait. */
    @Test
    void endsMetrics() {
        SplittableRandom random = new SplittableRandom(2);
        boolean[] mask = new boolean[128 * 128];
        Arrays.fill(mask, 500, 700, true);
        List<ScoredImage> images = IntStream.range(0, 600).mapToObj(i -> {
            float[] values = new float[128 * 128];
            for (int pixel = 0; pixel < values.length; pixel++) {
                values[pixel] = (float) random.nextDouble();
            }
            return new ScoredImage("" + i, i % 2 == 0 ? "good" : "hole", i % 2 == 1, new AnomalyMap(128, 128, values),
                    Optional.of(i % 2 == 0 ? new boolean[128 * 128] : mask));
        }).toList();
        StopButton button = new StopButton();
        button.pressIn(100);
        assertThatThrownBy(() -> TestMetrics.of(images, ImageScore.MAXIMUM)).isInstanceOf(CancellationException.class);
        button.assertObeyed();
    }

    /** So many training images to decode, a fiftieth of a second each. */
    private Category ofFiles(int count) throws IOException {
        Path file = folder.resolve("image.png");
        ImageIO.write(new BufferedImage(1000, 1000, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        Sample image = new Sample("train/good/image.png", Sample.GOOD, () -> Picture.read(file), Optional.empty(),
                List.of(file), "", Optional.empty());
        return new Category(FEWER.dataset(), FEWER.name(), Collections.nCopies(count, image), FEWER.test());
    }

    private Experiment brief() {
        return experiment(2).category(FEWER).size(64).plan(plan -> plan.withIterations(2));
    }

    private static RunListener interruptWhenARunEnds() {
        return new RunListener() {
            @Override
            public void ended(RunResult result) {
                if (result.finished()) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
