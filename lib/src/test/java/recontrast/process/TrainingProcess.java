package recontrast.process;

import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.run.RunListener;
import recontrast.run.RunStore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small training in a Java process of its own, which can be killed. */
final class TrainingProcess {

    private static final int ITERATIONS = 120;

    private TrainingProcess() { }

    /** What the process trains: configuration D on four images, its state saved every fourth step. */
    static Experiment experiment(Path results) {
        return Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(ITERATIONS).withBatch(2).withEvaluateEvery(4));
    }

    /** Starts it; what it says goes into {@code log}. */
    static Process start(Path results, Path log, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), TrainingProcess.class.getName(), results.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** What it left. */
    static RunStore store(Path results) {
        return RunStore.in(results);
    }

    public static void main(String[] arguments) {
        try {
            experiment(Path.of(arguments[0])).train(Config.D, RunListener.silent());
        } catch (RuntimeException error) {
            System.out.println(error.getMessage());
            System.exit(1);
        }
    }
}
