package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.analysis.LossGradient;
import recontrast.loss.GlobalCosine;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.model.View;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two threads of one process, such as a cell and what an earlier one left running. */
class TwoTrainingsTest {

    @TempDir
    private Path folder;

    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        otherThread.shutdownNow();
    }

    private Experiment experiment(String name, int iterations) {
        return Experiment.on(FewImages.washers(4)).size(64).results(folder.resolve(name))
                .plan(plan -> plan.withIterations(iterations).withBatch(2).withEvaluateEvery(iterations));
    }

    @Test
    void trainOneAfterTheOther() throws Exception {
        Experiment brief = experiment("brief", 2);
        RunResult finished = brief.train(Config.B, RunListener.silent());
        CountDownLatch started = new CountDownLatch(1);
        Future<RunResult> first = otherThread.submit(
                () -> experiment("long", 100_000).train(Config.D, countDownAtAStep(started)));
        started.await();
        assertThatThrownBy(() -> brief.train(Config.A, RunListener.silent())).hasMessage("expected to train A on washer,"
                + " seed 0 alone in this process; found D on washer, seed 0 training in another thread: wait for it, or"
                + " interrupt it");
        assertThat(brief.train(Config.B, RunListener.silent())).as("used again").isEqualTo(finished);
        otherThread.shutdownNow(); // interrupts it
        assertThat(first.get().finished()).isFalse();
        assertThat(brief.train(Config.A, RunListener.silent()).finished()).isTrue();
    }

    /** The engine records gradients for one thread at a time. */
    @Test
    void measureGradientsOneAfterTheOther() throws Exception {
        RunResult alone = experiment("alone", 10).train(Config.D, RunListener.silent());
        CountDownLatch started = new CountDownLatch(1);
        Future<RunResult> disturbed = otherThread.submit(
                () -> experiment("disturbed", 10).train(Config.D, countDownAtAStep(started)));
        started.await();
        try (NDManager manager = Compute.manager(Device.cpu())) {
            NDArray features = manager.create(new float[] {1, 0, 0, 1}, new Shape(1, 2, 1, 2));
            FeaturePair pair = new FeaturePair(View.ENCODER, Stage.LAYER1, features, features.flip(3));
            while (!disturbed.isDone()) {
                assertThat(LossGradient.of(new GlobalCosine(), pair, 0)).hasSize(1);
            }
        }
        assertThat(disturbed.get().history()).isEqualTo(alone.history());
    }

    private static RunListener countDownAtAStep(CountDownLatch latch) {
        return new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                latch.countDown();
            }
        };
    }
}
