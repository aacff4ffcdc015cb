package recontrast.report.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recontrast.report.notebook.Notebook.live;
import static recontrast.report.notebook.Notebook.progress;
import static recontrast.report.notebook.Notebook.show;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.FullForm;
import recontrast.Study;
import recontrast.analysis.Landscape;
import recontrast.analysis.LandscapeGrid;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/**
 * Stop is pressed in the moment in which the kernel sends what is to be seen, where it takes the interrupt away: not one
 * of 200 is lost in the {@link FullForm}.
 */
class StopWhileShownTest {

    private static final int TIMES = FullForm.times(3, 40);
    private static final int MESSAGES = 3; // a bar, a chart at the first step, a chart at an evaluation

    @TempDir
    private Path folder;
    private StoppingKernel kernel;

    @BeforeEach
    void startAKernel() {
        kernel = new StoppingKernel(Thread.currentThread());
    }

    @AfterEach
    void endIt() {
        kernel.close();
        Thread.interrupted();
    }

    private Experiment experiment(int time) {
        return Experiment.on(FewImages.washers(4)).size(64).results(folder.resolve("" + time))
                .plan(plan -> plan.withIterations(4).withBatch(2).withEvaluateEvery(2));
    }

    /** Does something again and again, stopped while another message is sent. */
    private void stopped(IntConsumer work) {
        for (int time = 0; time < TIMES; time++) {
            kernel.stopAtMessage(1 + time % MESSAGES);
            work.accept(time);
            assertThat(kernel.stopped()).as("stopped while a message was sent").isTrue();
            assertThat(Thread.interrupted()).as("an interrupt that nobody has consumed").isFalse();
        }
    }

    @Test
    void endsATraining() {
        stopped(time -> assertThat(experiment(time).train(Config.B, live()).finished()).as("finished").isFalse());
    }

    @Test
    void endsAStudyOfSeveralSeeds() {
        stopped(time -> assertThat(new Study(List.of(experiment(time))).seeds(0, 1, 2).train(Config.B, live()))
                .extracting(RunResult::finished).containsExactly(false));
    }

    @Test
    void endsASweep() {
        stopped(time -> assertThat(experiment(time).vary("alpha", 0, 1).train(Config.OURS, live()).runs())
                .extracting(at -> at.run().finished()).containsExactly(false));
    }

    @Test
    void endsAnEvaluationThatFollows() {
        RunResult run = experiment(0).plan(plan -> plan.withIterations(1)).train(Config.B, RunListener.silent());
        try (TrainedModel model = experiment(0).open(run)) {
            for (int time = 0; time < TIMES; time++) {
                kernel.stopAtMessage(1);
                show("scores");
                assertThatThrownBy(() -> model.score(FewImages.washers(4).test())).isInstanceOf(CancellationException.class);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void endsALandscape() {
        RunResult run = experiment(0).plan(plan -> plan.withIterations(1)).train(Config.B, RunListener.silent());
        for (int time = 0; time < TIMES; time++) {
            kernel.stopAtMessage(1);
            Landscape stopped =
                    experiment(0).landscape(run, LandscapeGrid.QUICK.withPoints(3), progress("landscape"));
            assertThat(stopped.rows()).isEmpty();
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
