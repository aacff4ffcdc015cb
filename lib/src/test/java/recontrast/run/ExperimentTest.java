package recontrast.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.Study;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.data.Category;
import recontrast.data.ImageSize;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;
import recontrast.loss.GlobalCosine;
import recontrast.metric.AnomalyMap;
import recontrast.model.Products;
import recontrast.model.Stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ExperimentTest {

    private static final Category FEW = few(Embedded.washer());

    @TempDir
    private Path results;

    /** Six images to train on, three good and five defective ones to test. */
    private static Category few(Category all) {
        Stream<Sample> good = all.test().stream().filter(sample -> !sample.anomalous()).limit(3);
        List<Sample> defective = all.test().stream().filter(Sample::anomalous).toList();
        Stream<Sample> everyKind = IntStream.range(0, 5).mapToObj(i -> defective.get(i * defective.size() / 5));
        return new Category(all.dataset(), all.name(), all.train().subList(0, 6), Stream.concat(good, everyKind).toList());
    }

    private Experiment experiment(String folder) {
        return Experiment.on(FEW).size(64).results(results.resolve(folder))
                .plan(plan -> plan.withIterations(6).withBatch(4).withEvaluateEvery(3).withDiversityEvery(2));
    }

    @Test
    void saysWhatItIsInALine() {
        assertThat(experiment("a").seed(3)).hasToString("Experiment: washer, 6 good images to train on, efficientnet_lite0,"
                + " 64 px, 6 iterations of 4, seed 3");
    }

    @Test
    void recordsLossMetricsAndDiversity() {
        RunResult run = experiment("a").train(Config.OURS, RunListener.silent());
        assertThat(run.finished()).isTrue();
        assertThat(run.history().losses()).hasSize(6).allMatch(loss -> loss > 0 && loss < 6);
        assertThat(run.history().evaluations()).extracting(at -> at.iteration()).containsExactly(3, 6);
        assertThat(run.history().diversities(Stage.LAYER2)).extracting(at -> at.iteration()).containsExactly(0, 2, 4);
        assertThat(run.history().diversities()).hasSize(9);
        assertThat(run.last().orElseThrow().metrics().localisation()).isPresent();
        assertThat(experiment("a").find(Config.OURS)).contains(run);
    }

    @ParameterizedTest
    @CsvSource({"A, 64", "D, 64", "Ours, 64", "Ours, 64x128"})
    void goesOnWhereItWasInterruptedAsIfItHadNotBeen(String name, String size) throws IOException {
        Config config = Config.named(name);
        Experiment whole = experiment("unbroken").size(ImageSize.parse(size));
        Experiment inTwo = experiment("broken").size(ImageSize.parse(size));
        RunResult unbroken = whole.train(config, RunListener.silent());
        RunResult stopped = inTwo.train(config, interruptAfter(4));
        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.history().losses()).hasSize(4);
        RunResult resumed = inTwo.train(config, RunListener.silent());
        assertThat(resumed.history()).isEqualTo(unbroken.history());
        assertThat(checkpoint(inTwo, config)).isEqualTo(checkpoint(whole, config));
    }

    /** On a processor that would choose otherwise now. */
    @Test
    void goesOnWithTheProductsThatItBeganWith() {
        Experiment experiment = experiment("begun");
        RunResult stopped = experiment.train(Config.B, interruptAfter(4));
        Products other = stopped.provenance().products() == Products.MANY ? Products.FEW : Products.MANY;
        experiment.store().save(new RunResult(stopped.spec(), stopped.history(), stopped.seconds(),
                Provenance.now(Device.cpu(), other), stopped.state()));
        assertThat(experiment.train(Config.B).provenance().products()).isEqualTo(other);
    }

    /** All nine of the ladder, and a loss of one's own. */
    @Test
    void everyConfigurationTakesImagesThatAreNotSquare() {
        Experiment wide = experiment("wide").size(64, 96).plan(plan -> plan.withIterations(1).withEvaluateEvery(1));
        List<Config> configs = Stream.concat(Config.LADDER.stream(),
                Stream.of(Config.E.withLoss("twice", new GlobalCosine().times(2)))).toList();
        List<RunResult> runs = wide.train(configs, RunListener.silent());
        assertThat(runs).hasSize(10).allSatisfy(run -> {
            assertThat(run.finished()).isTrue();
            assertThat(run.last().orElseThrow().metrics().localisation()).isPresent();
            assertThat(wide.store().all()).contains(run);
        });
        assertThat(wide).hasToString(
                "Experiment: washer, 6 good images to train on, efficientnet_lite0, 64x96 px, 1 iterations of 4, seed 0");
        try (TrainedModel model = wide.open(runs.get(8))) {
            AnomalyMap map = model.score(FEW.test().get(0).picture().get()).map();
            assertThat(new ImageSize(map.height(), map.width())).isEqualTo(new ImageSize(64, 96));
        }
    }

    /** An untrained encoder is another one under another seed, and so are its features. */
    @Test
    void sharesNoUntrainedEncoderBetweenSeeds() {
        Experiment first = experiment("together").encoder("efficientnet_lite0", "untrained").seed(1);
        List<RunResult> together = new Study(List.of(first, first.seed(2))).train(Config.B, RunListener.silent());
        RunResult alone = experiment("alone").encoder("efficientnet_lite0", "untrained").seed(2)
                .train(Config.B, RunListener.silent());
        assertThat(together.get(1).history()).isEqualTo(alone.history());
    }

    @Test
    void givesOtherFiguresUnderAnotherSeed() {
        RunResult one = experiment("a").train(Config.B, RunListener.silent());
        RunResult other = experiment("a").seed(1).train(Config.B, RunListener.silent());
        assertThat(other.history().losses()).isNotEqualTo(one.history().losses());
    }

    @Test
    void usesAFinishedRunAgain() {
        RunResult first = experiment("a").train(Config.B, RunListener.silent());
        AtomicInteger steps = new AtomicInteger();
        RunResult second = experiment("a").train(Config.B, new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                steps.incrementAndGet();
            }
        });
        assertThat(second).isEqualTo(first);
        assertThat(steps).hasValue(0);
    }

    @Test
    void aStudyFindsWhatWasTrainedOfItsConfigurations() {
        Experiment experiment = experiment("a");
        Study study = new Study(List.of(experiment, experiment.seed(1)));
        RunResult b = experiment.train(Config.B);
        RunResult a = experiment.seed(1).train(Config.A);
        experiment.seed(2).train(Config.A);
        assertThat(study.find(Config.LADDER)).containsExactly(b, a);
        assertThat(study.find(List.of(Config.C, Config.OURS))).isEmpty();
    }

    @Test
    void trainsNoRunTwiceAtOnce() {
        Experiment experiment = experiment("a");
        try (RunStore.Lock held = experiment.store().lock(experiment.spec(Config.B))) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> experiment.train(Config.B, RunListener.silent()))
                    .hasMessageContaining("found another process or cell training it");
        }
    }

    @Test
    void refusesTestImagesOfOneKindBeforeTraining() {
        List<Sample> good = FEW.test().stream().filter(sample -> !sample.anomalous()).toList();
        Category onlyGood = new Category(FEW.dataset(), FEW.name(), FEW.train(), good);
        Experiment experiment = Experiment.on(onlyGood).size(64).results(results);
        assertThatThrownBy(() -> experiment.train(Config.A, RunListener.silent()))
                .hasMessageContaining("expected good and defective test images in washer; found 3 good, 0 defective");
    }

    @Test
    void scoresWithTheModelThatWasTrained() {
        RunResult run = experiment("a").train(Config.OURS, RunListener.silent());
        try (TrainedModel model = experiment("a").open(run)) {
            double score = recontrast.metric.TestMetrics.of(model.score(FEW.test()),
                    run.spec().plan().imageScore()).imageAuroc();
            assertThat(score).isEqualTo(run.last().orElseThrow().metrics().imageAuroc());
        }
    }

    private RunListener interruptAfter(int iterations) {
        return new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration == iterations) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static byte[] checkpoint(Experiment experiment, Config config) throws IOException {
        return Files.readAllBytes(experiment.store().checkpoint(experiment.spec(config)));
    }
}
