package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.run.RunResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Nothing finished is lost, and nothing unfinished is taken for finished, whatever happens to the process. */
class KilledTrainingTest {

    private static final int KILLS = 25;
    private static final String SHELL = "/bin/bash";

    @TempDir
    private Path folder;

    /** The engine unpacks its libraries once, which the limited process could not. */
    @BeforeAll
    static void unpackTheEngine() {
        Engine.getEngine("PyTorch");
    }

    @Test
    void endsAsIfItHadNeverBeenKilled() throws Exception {
        Path unbroken = folder.resolve("unbroken");
        Path broken = folder.resolve("broken");
        assertThat(finish(unbroken)).isZero();
        SplittableRandom random = new SplittableRandom(25);
        int reached = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process training = TrainingProcess.start(broken, folder.resolve("log"));
            training.waitFor(random.nextInt(1000, 3000), TimeUnit.MILLISECONDS);
            training.destroyForcibly().waitFor();
            for (RunResult run : TrainingProcess.store(broken).all()) {
                assertThat(run.history().iterations()).isGreaterThanOrEqualTo(reached);
                reached = run.history().iterations();
            }
        }
        assertThat(finish(broken)).isZero();
        assertThat(result(broken).history()).isEqualTo(result(unbroken).history());
        assertThat(checkpoint(broken)).isEqualTo(checkpoint(unbroken));
    }

    @Test
    void isRefusedWhileAnotherProcessTrainsTheSame() throws Exception {
        Path results = folder.resolve("results");
        Process first = TrainingProcess.start(results, folder.resolve("first"));
        try {
            while (TrainingProcess.store(results).all().isEmpty()) {
                assertThat(first.isAlive()).isTrue();
                Thread.sleep(50);
            }
            Process second = TrainingProcess.start(results, folder.resolve("second"));
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(Files.readAllLines(folder.resolve("second"))).singleElement().asString()
                    .contains("expected to train D on washer, seed 0 alone; found another process or cell");
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    /** The checkpoint does not fit under the limit that the shell sets on the size of a file. */
    @Test
    void saysInOneLineThatTheDiskIsFull() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(SHELL)), "needs " + SHELL + ", which can limit the size of files");
        Path results = folder.resolve("results");
        Process training = TrainingProcess.start(results, folder.resolve("log"),
                SHELL, "-c", "ulimit -f 2000; exec \"$@\"", "limited");
        assertThat(training.waitFor()).isEqualTo(1);
        List<String> said = Files.readAllLines(folder.resolve("log"));
        assertThat(said).singleElement().asString().contains("is there space, and may this user write there?");
        assertThat(TrainingProcess.store(results).all()).isEmpty();
    }

    private int finish(Path results) throws IOException, InterruptedException {
        return TrainingProcess.start(results, folder.resolve("log")).waitFor();
    }

    private static RunResult result(Path results) {
        return TrainingProcess.experiment(results).find(Config.D).orElseThrow();
    }

    private static byte[] checkpoint(Path results) throws IOException {
        Experiment experiment = TrainingProcess.experiment(results);
        return Files.readAllBytes(experiment.store().checkpoint(experiment.spec(Config.D)));
    }
}
