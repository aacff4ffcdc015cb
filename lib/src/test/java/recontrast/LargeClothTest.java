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
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Defects of 30 pixels in large cloth, learnt and found in tiles, beside the same images shrunk to a tile's size: cloth of
 * 512 px in tiles of 128, in the {@link FullForm} of 2048 px in tiles of 256.
 */
class LargeClothTest {

    private static final int SIDE = FullForm.times(512, 2048);
    private static final int TILE = FullForm.times(128, 256);
    private static final int OF_EACH_KIND = FullForm.times(2, 4); // there are three

    @TempDir
    private Path folder;

    /**
     * What came of it.
     *
     * @param found in how many of the defective images the maximum of the map lies in the defect
     */
    private record Comparison(RunResult tiled, RunResult shrunk, int found, int defective) {

        static Comparison in(Path folder) {
            LargeCloth.woven(
                    folder.resolve("cloth"), SIDE, FullForm.times(4, 12), 3 * OF_EACH_KIND, OF_EACH_KIND);
            Experiment whole = Experiment.on(Dataset.open(folder.resolve("cloth")).named("cloth").get(0))
                    .device(Device.cpu()).results(folder).plan(plan -> plan.withIterations(FullForm.times(40, 200))
                            .withBatch(8).withEvaluateEvery(200).withEncoderLearningRate(1e-3));
            Experiment tiled = whole.withTiles(TILE, TILE / 8);
            RunResult inTiles = tiled.train(Config.OURS, RunListener.silent());
            try (TrainedModel model = tiled.open(inTiles)) {
                List<ScoredImage> defective = model.score(tiled.category().defectiveTest());
                return new Comparison(inTiles, whole.size(TILE).train(Config.OURS), (int) defective.stream()
                        .map(ScoredImage::masked).filter(Comparison::mostAnomalousIsDefective).count(), defective.size());
            }
        }

        private static boolean mostAnomalousIsDefective(MaskedMap image) {
            float[] values = image.map().values();
            int most = 0;
            for (int pixel = 0; pixel < values.length; pixel++) {
                most = values[pixel] > values[most] ? pixel : most;
            }
            return image.mask()[most];
        }

        static double percent(RunResult run, Metric metric) {
            return 100 * metric.of(run.last().orElseThrow().metrics()).orElseThrow();
        }

        private static String line(RunResult run) {
            return String.format(Locale.ROOT, "I-AUROC %.2f, AUPRO published %.2f, exact %.2f, %.0f s",
                    percent(run, Metric.IMAGE_AUROC), percent(run, Metric.AUPRO_PUBLISHED),
                    percent(run, Metric.AUPRO_EXACT_30), run.seconds());
        }

        @Override
        public String toString() {
            return "tiles    %s%nshrunk   %s%nfound    %d of %d%nmemory   %d MiB at most".formatted(
                    line(tiled), line(shrunk), found, defective, PeakMemory.bytes().orElse(0) >> 20);
        }
    }

    @Test
    void smallDefectsAreFoundInTiles() {
        Comparison comparison = Comparison.in(folder);
        assertThat(comparison.found()).as("%s", comparison).isEqualTo(comparison.defective());
        for (Metric metric : List.of(Metric.AUPRO_PUBLISHED, Metric.AUPRO_EXACT_30)) {
            assertThat(Comparison.percent(comparison.tiled(), metric)).as("%s", comparison)
                    .isGreaterThan(Comparison.percent(comparison.shrunk(), metric));
        }
    }

    /** The same as a process of its own, with a heap of one's choice; the argument is a folder for images and runs. */
    public static void main(String[] arguments) {
        System.out.println(Comparison.in(Path.of(arguments[0])));
    }
}
