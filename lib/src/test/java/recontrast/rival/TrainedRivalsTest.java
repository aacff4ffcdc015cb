package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.ImageSize;
import recontrast.detector.Method;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.training.TrainingPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What holds of every compared system that trains step by step. */
class TrainedRivalsTest {

    private static final int STEPS = 6;
    private static final Experiment EXPERIMENT = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu())
            .plan(plan -> plan.withIterations(STEPS).withBatch(2).withEvaluateEvery(4));

    @TempDir
    private Path folder;

    static Stream<Method> trained() {
        return Rivals.ALL.stream().filter(rival -> rival.heeded(EXPERIMENT.plan()).iterations() == STEPS)
                .map(TrainedRivalsTest::small);
    }

    /** As it is, or of a size that trains in seconds. */
    private static Method small(Method rival) {
        if (rival instanceof DRAEM draem) {
            return draem.withWidth(8);
        }
        if (rival instanceof GANomaly) {
            return new GANomaly(16, 128, 100, 1, 50, 1, 2e-4, 0.5);
        }
        return rival instanceof FAnoGAN ? new FAnoGAN(16, 128, 128, 10, 1, 1e-4, 5e-5) : rival;
    }

    /** Through a file, after an interrupt in the middle: to the last bit what one go gives. */
    @ParameterizedTest
    @MethodSource("trained")
    void goesOnAsIfItHadNotStopped(Method rival) throws IOException {
        Experiment inOneGo = EXPERIMENT.results(folder.resolve("one"));
        Experiment inTwo = EXPERIMENT.results(folder.resolve("two"));
        RunResult whole = inOneGo.train(rival, RunListener.silent());
        RunResult stopped = inTwo.train(rival, new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.history().iterations()).isBetween(3, STEPS - 1);
        RunResult resumed = inTwo.train(rival, RunListener.silent());
        assertThat(resumed.history()).isEqualTo(whole.history());
        assertThat(whole.history().losses()).hasSize(STEPS);
        assertThat(Files.mismatch(inOneGo.store().checkpoint(whole.spec()), inTwo.store().checkpoint(whole.spec())))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("trained")
    void learnsAndIsReadBackAsItIs(Method rival) {
        Experiment experiment = EXPERIMENT.results(folder)
                .plan(plan -> plan.withIterations(40).withEvaluateEvery(40).withBatch(4));
        RunResult run = experiment.train(rival, RunListener.silent());
        List<Float> losses = run.history().losses();
        assertThat(mean(losses.subList(30, 40))).isLessThan(mean(losses.subList(0, 10)));
        assertThat(experiment.find(rival)).contains(run);
        try (TrainedModel model = experiment.open(run); TrainedModel again = experiment.open(run)) {
            List<ScoredImage> scored = model.score(experiment.category().test());
            assertThat(scored).allSatisfy(image -> assertThat(image.map().values()).isNotEqualTo(new float[64 * 64]));
            assertThat(again.score(experiment.category().test()).get(0).map().values())
                    .isEqualTo(scored.get(0).map().values());
        }
    }

    /** Fitted ones too; through a file. */
    @ParameterizedTest
    @MethodSource("every")
    void imagesNeedNotBeSquare(Method rival) {
        Experiment wide = EXPERIMENT.size(64, 128).results(folder)
                .plan(plan -> plan.withIterations(2).withEvaluateEvery(2));
        RunResult run = wide.train(small(rival), RunListener.silent());
        assertThat(run.last().orElseThrow().metrics().localisation()).isPresent();
        try (TrainedModel model = wide.open(run)) {
            assertThat(model.score(wide.category().test())).isNotEmpty().allSatisfy(image -> {
                assertThat(new ImageSize(image.map().height(), image.map().width())).isEqualTo(new ImageSize(64, 128));
                assertThat(image.map().max()).isGreaterThan(image.map().min());
            });
        }
    }

    /** So that another rule makes no other run where it decides nothing, and another one where it does. */
    @ParameterizedTest
    @MethodSource("every")
    void heedsTheRuleOfImageScoresWhereItHasNoneOfItsOwn(Method rival) {
        TrainingPlan byMean = rival.heeded(EXPERIMENT.plan().withImageScore(ImageScore.MEAN));
        Experiment few = EXPERIMENT.results(folder).plan(plan -> plan.withIterations(2).withEvaluateEvery(2));
        RunResult run = few.train(small(rival), RunListener.silent());
        try (TrainedModel model = few.open(run)) {
            boolean own = model.score(few.category().test()).get(0).own().isPresent();
            assertThat(byMean.equals(rival.heeded(EXPERIMENT.plan()))).isEqualTo(own);
        }
    }

    static Stream<Method> every() {
        return Rivals.ALL.stream().filter(rival -> !rival.name().equals("PatchCore-1")); // which asks for more images
    }

    private static double mean(List<Float> losses) {
        return losses.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }
}
