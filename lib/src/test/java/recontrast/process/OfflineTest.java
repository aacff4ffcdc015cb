package recontrast.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.analysis.LandscapeGrid;
import recontrast.analysis.Progress;
import recontrast.run.Compute;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.weights.DownloadListener;
import recontrast.weights.PublishedFile;
import recontrast.weights.WeightCache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** With RECONTRAST_OFFLINE=1 no socket is opened, neither by this library nor by the engine. */
class OfflineTest {

    private static final Map<String, String> OFFLINE = Map.of("RECONTRAST_OFFLINE", "1");
    private static final Map<String, String> ONLINE =
            Map.of("RECONTRAST_OFFLINE", "0", "RECONTRAST_WEIGHTS_URL", "http://127.0.0.1:9/");

    @TempDir
    private Path folder;

    private JavaProcess process(Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> ownCache = new HashMap<>(environment);
        ownCache.put("RECONTRAST_CACHE", folder.resolve("weights").toString()); // a begun download stays there
        return JavaProcess.run(OfflineTest.class, ownCache, List.of("-Xmx512m", NoSockets.OPTION),
                folder.resolve("log"), arguments);
    }

    /** Does what is asked for: {@code engine}, {@code library}, {@code weights}, or {@code training} and a folder. */
    public static void main(String[] arguments) throws IOException {
        NoSockets.replaceTheOlderOnes();
        switch (arguments[0]) {
            case "engine" -> Engine.getEngine("PyTorch");
            case "library" -> Compute.engine();
            case "weights" -> fetchWeights();
            default -> train(Path.of(arguments[1]));
        }
    }

    private static void train(Path results) {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(2).withBatch(2));
        RunResult run = experiment.train(Config.OURS, RunListener.silent());
        experiment.landscape(run, LandscapeGrid.QUICK.withPoints(3), Progress.silent());
        try (TrainedModel model = experiment.open(run)) {
            System.out.println("scored " + model.score(experiment.category().test()).size());
        }
        fetchWeights();
    }

    private static void fetchWeights() {
        try {
            WeightCache.standard().fetch(PublishedFile.ALL.get(0), DownloadListener.silent());
        } catch (RuntimeException | InternalError refused) {
            System.out.println("no weights");
        }
    }

    @Test
    void opensNoSocket() throws Exception {
        JavaProcess offline = process(OFFLINE, "training", folder.toString());
        assertThat(offline.said()).containsExactly("scored 4", "no weights");
        assertThat(offline.code()).isZero();
    }

    @Test
    void opensOneForWeightsOnline() throws Exception {
        assertThat(process(ONLINE, "weights").said()).contains(NoSockets.WANTED);
    }

    @Test
    void reportsNothingOnlineEither() throws Exception {
        JavaProcess online = process(ONLINE, "library");
        assertThat(online.said()).isEmpty();
        assertThat(online.code()).isZero();
    }

    /** Why the engine is told not to: this shows too that it would be noticed. */
    @Test
    void wouldOpenOneIfTheEngineWereNotTold() throws Exception {
        assertThat(process(ONLINE, "engine").said()).contains(NoSockets.WANTED);
    }
}
