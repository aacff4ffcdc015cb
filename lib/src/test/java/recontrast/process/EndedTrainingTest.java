package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.run.RunListener;
import recontrast.run.RunStore;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process that is told to end while it trains, as a kernel is when its notebook or its terminal is closed. */
class EndedTrainingTest {

    private static final int STEPS = 3;

    @TempDir
    private Path folder;

    /** Trains in a thread of its own, as a kernel's cells do, without an evaluation, and ends after some steps. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch taken = new CountDownLatch(STEPS);
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).results(Path.of(arguments[0]))
                .plan(plan -> plan.withIterations(1000).withBatch(2).withEvaluateEvery(1000));
        new Thread(() -> experiment.train(Config.D, new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                taken.countDown();
            }
        })).start();
        taken.await();
        System.exit(0);
    }

    @Test
    void keepsTheStepsThatWereTaken() throws Exception {
        JavaProcess ended = JavaProcess.run(EndedTrainingTest.class, Map.of(), List.of("-Xmx512m"),
                folder.resolve("log"), folder.toString());
        assertThat(ended.code()).as(() -> String.join("\n", ended.said())).isZero();
        assertThat(RunStore.in(folder).all()).singleElement().satisfies(run -> {
            assertThat(run.state()).isPresent();
            assertThat(run.history().iterations()).isBetween(STEPS, 999);
        });
    }
}
