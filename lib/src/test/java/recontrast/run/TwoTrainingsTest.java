package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.StopButton;
import recontrast.analysis.LossGradient;
import recontrast.data.Category;
import recontrast.loss.GlobalCosine;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.model.View;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two threads of one process, such as a cell and what an earlier one left running. */
class TwoTrainingsTest {

    @TempDir
    private Path folder;

    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();

    private Optional<Held> onOtherThread = Optional.empty();

    @AfterEach
    void end() throws InterruptedException {
        otherThread.shutdownNow();
        onOtherThread.ifPresent(Held::release);
        assertThat(otherThread.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
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

    /** As where stop was pressed and the cell is run again, while its thread still takes a step. */
    @Test
    void waitForOneThatWasStoppedAndGoOnFromThere() throws Exception {
        Experiment experiment = experiment("same", 4);
        Held held = new Held(2);
        Future<RunResult> stopped = train(experiment, held);
        Heard heard = new Heard(held);
        assertThat(experiment.train(Config.B, heard).finished()).isTrue();
        assertThat(stopped.get().history().iterations()).isEqualTo(2);
        assertThat(heard.waitedFor).containsExactly(experiment.spec(Config.B));
        assertThat(heard.startedAt).containsExactly(2);
    }

    @Test
    void useOneThatWasStoppedAtItsLastStep() throws Exception {
        Category few = FewImages.washers(4);
        Experiment untested = experiment("untested", 2).category(
                new Category(few.dataset(), few.name(), few.train(), List.of()));
        Held held = new Held(2);
        Future<RunResult> finished = train(untested, held);
        Heard heard = new Heard(held);
        assertThat(untested.train(Config.B, heard)).isEqualTo(finished.get());
        assertThat(heard.waitedFor).hasSize(1);
        assertThat(heard.startedAt).isEmpty();
    }

    @Test
    void waitForOneThatHasTakenItsLastStep() throws Exception {
        Held held = new Held(Held.AT_THE_END);
        train(experiment("first", 1), held);
        Heard heard = new Heard(held);
        assertThat(experiment("second", 1).train(Config.B, heard).finished()).isTrue();
        assertThat(heard.waitedFor).hasSize(1);
    }

    @Test
    void waitNoLongerThanUntilAnInterrupt() throws Exception {
        Held held = new Held(1);
        train(experiment("first", 2), held);
        StopButton button = new StopButton();
        button.pressIn(100);
        assertThatThrownBy(() -> experiment("second", 1).train(Config.B, RunListener.silent()))
                .isInstanceOf(CancellationException.class);
        button.assertObeyed();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Trains on the other thread, and presses stop once it is held. */
    private Future<RunResult> train(Experiment experiment, Held held) {
        onOtherThread = Optional.of(held);
        Future<RunResult> trained = otherThread.submit(() -> experiment.train(Config.B, held));
        held.reached.join();
        otherThread.shutdownNow();
        return trained;
    }

    /** Keeps a training from going on. */
    private static final class Held implements RunListener {

        private static final int AT_THE_END = 0;

        private final CompletableFuture<Void> reached = new CompletableFuture<>();
        private final CompletableFuture<Void> released = new CompletableFuture<>();
        private final int step;

        Held(int step) {
            this.step = step;
        }

        @Override
        public void stepped(int iteration, float loss) {
            if (iteration == step) {
                hold();
            }
        }

        @Override
        public void ended(RunResult result) {
            if (step == AT_THE_END) {
                hold();
            }
        }

        private void hold() {
            reached.complete(null);
            released.join();
        }

        void release() {
            released.complete(null);
        }
    }

    /** What a training is told that waits for the one held; then it is no longer. */
    private static final class Heard implements RunListener {

        private final Held other;
        private final List<RunSpec> waitedFor = new ArrayList<>();
        private final List<Integer> startedAt = new ArrayList<>();

        Heard(Held other) {
            this.other = other;
        }

        @Override
        public void waiting(RunSpec ending) {
            waitedFor.add(ending);
            other.release();
        }

        @Override
        public void started(RunResult soFar) {
            startedAt.add(soFar.history().iterations());
        }
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
