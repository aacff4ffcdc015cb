package recontrast;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.bench.PeakMemory;
import recontrast.data.Dataset;
import recontrast.data.embedded.LargeCloth;
import recontrast.metric.MaskedMap;
import recontrast.metric.Metric;
import recontrast.metric.ScoredImage;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;

/**
 * Defects of 30 pixels in large cloth are found in tiles: cloth of 512 px in tiles of 128 here, in the {@link FullForm} of
 * 2048 px in tiles of 256, which then also says what it took.
 */
class LargeClothTest {

    private static final int SIDE = FullForm.times(512, 2048);
    private static final int TILE = FullForm.times(128, 256);
    private static final int EACH = FullForm.times(2, 4); // of three kinds of defect

    @TempDir
    private Path folder;

    private Experiment experiment() {
        LargeCloth.woven(folder.resolve("cloth"), SIDE, FullForm.times(4, 12), 3 * EACH, EACH);
        return Experiment.on(Dataset.open(folder.resolve("cloth")).named("cloth").get(0)).device(Device.cpu())
                .results(folder.resolve("results")).plan(plan -> plan.withIterations(FullForm.times(40, 200)).withBatch(8)
                        .withEvaluateEvery(200).withEncoderLearningRate(1e-3));
    }

    @Test
    void smallDefectsAreFoundInTilesAndLostInSmallImages() {
        Experiment whole = experiment();
        Experiment tiled = whole.withTiles(TILE, TILE / 8);
        RunResult inTiles = tiled.train(Config.OURS);
        RunResult shrunk = whole.size(TILE).train(Config.OURS);
        for (Metric metric : List.of(Metric.IMAGE_AUROC, Metric.AUPRO_PUBLISHED, Metric.AUPRO_EXACT_30)) {
            System.out.printf("%s: %.2f in tiles, %.2f shrunk%n", metric.title(), of(inTiles, metric), of(shrunk, metric));
        }
        System.out.printf("seconds: %.0f in tiles, %.0f shrunk; peak memory %d MiB%n", inTiles.seconds(), shrunk.seconds(),
                PeakMemory.bytes().orElse(0) >> 20);
        int found = 0;
        try (TrainedModel model = tiled.open(inTiles)) {
            List<ScoredImage> defective = model.score(tiled.category().defectiveTest());
            for (ScoredImage image : defective) {
                found += mostAnomalousIsDefective(image.masked()) ? 1 : 0;
            }
            System.out.printf("the maximum lies in the defect in %d of %d%n", found, defective.size());
            assertThat(found).isEqualTo(defective.size());
        }
        assertThat(of(inTiles, Metric.AUPRO_PUBLISHED)).isGreaterThan(of(shrunk, Metric.AUPRO_PUBLISHED));
    }

    private static double of(RunResult run, Metric metric) {
        return 100 * metric.of(run.last().orElseThrow().metrics()).orElseThrow();
    }

    private static boolean mostAnomalousIsDefective(MaskedMap image) {
        float[] values = image.map().values();
        int most = 0;
        for (int pixel = 0; pixel < values.length; pixel++) {
            most = values[pixel] > values[most] ? pixel : most;
        }
        return image.mask()[most];
    }
}
