package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.Category;
import recontrast.data.MaskRule;
import recontrast.data.Picture;
import recontrast.data.Sample;
import recontrast.detector.Method;
import recontrast.metric.ScoredImage;
import recontrast.rival.Rivals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class TrainedModelTest {

    private static final Category FEW = FewImages.washers(8);

    @TempDir
    private Path results;

    private TrainedModel trained(Method method) {
        RunResult run = Experiment.on(FEW).size(64).results(results)
                .plan(plan -> plan.withIterations(2).withBatch(4).withEvaluateEvery(2))
                .train(method, RunListener.silent());
        return TrainedModel.open(RunStore.in(results), run.spec(), MaskRule.ANY_NON_ZERO, Device.cpu());
    }

    private static List<Picture> pictures() {
        return FEW.test().stream().map(sample -> sample.picture().get()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "Ours"})
    void scoresPicturesAsItDoesSamples(String config) {
        try (TrainedModel model = trained(Config.named(config))) {
            List<Sample> samples = FEW.test();
            List<ScoredImage> expected = model.score(samples);
            List<ScoredPicture> together = model.scoreAll(pictures());
            assertThat(together).hasSameSizeAs(samples);
            for (int i = 0; i < samples.size(); i++) {
                ScoredPicture alone = model.score(pictures().get(i));
                assertThat(together.get(i).map().values()).isEqualTo(expected.get(i).map().values());
                assertThat(alone.map().values()).containsExactly(expected.get(i).map().values(), within(1e-4f));
                assertThat(alone.score()).isEqualTo(alone.map().max());
            }
            assertThat(together).extracting(ScoredPicture::score).doesNotHaveDuplicates();
        }
    }

    @Test
    void givesTheScoreOfAMethodThatTakesItNotFromItsMap() {
        try (TrainedModel model = trained(Rivals.PATCH_CORE)) {
            assertThat(model.scoreAll(pictures())).extracting(ScoredPicture::score).containsExactlyElementsOf(
                    model.score(FEW.test()).stream().map(image -> image.own().orElseThrow()).toList());
        }
    }

    @Test
    void scoresInManyThreadsAtOnceAsInOne() throws Exception {
        try (TrainedModel model = trained(Config.OURS)) {
            List<Picture> pictures = pictures();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<ScoredPicture>> atOnce = IntStream.range(0, 5 * pictures.size())
                    .mapToObj(i -> threads.submit(() -> model.score(pictures.get(i % pictures.size())))).toList();
            threads.shutdown();
            List<ScoredPicture> alone = pictures.stream().map(model::score).toList();
            for (int i = 0; i < atOnce.size(); i++) {
                assertThat(atOnce.get(i).get().map().values()).isEqualTo(alone.get(i % alone.size()).map().values());
            }
        }
    }
}
