package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.data.Category;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;
import recontrast.metric.ImageScore;
import recontrast.metric.TestMetrics;
import recontrast.model.Precision;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.training.Evaluation;
import recontrast.training.Restart;
import recontrast.training.Variant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The stable variant, the same by steps in bfloat16, and one model of several categories, trained from end to end. */
class VariantTest {

    private static final Category WASHER = few(Embedded.washer());
    private static final Category WEAVE = few(Embedded.weave());

    @TempDir
    private Path results;

    /** Five images to train on, two good and three defective ones to test. */
    private static Category few(Category all) {
        Stream<Sample> test = Stream.concat(all.goodTest().stream().limit(2), all.defectiveTest().stream().limit(3));
        return new Category(all.dataset(), all.name(), all.train().subList(0, 5), test.toList());
    }

    /** Eight steps, evaluated after four and eight, with restarts after three and six where the variant has them. */
    private Experiment experiment(String variant, String folder) {
        return switch (variant) {
            case "stable" -> tiny(WASHER, variant, folder).plan(plan -> plan.withVariant(
                    Variant.STABLE.restarting(new Restart(3, 2))));
            case "unified" -> tiny(Category.joined(List.of(WASHER, WEAVE)), variant, folder);
            case "bfloat16" -> tiny(WASHER, "stable", folder).plan(plan -> plan.withPrecision(Precision.BFLOAT16));
            default -> tiny(WASHER, variant, folder);
        };
    }

    private Experiment tiny(Category category, String variant, String folder) {
        return Experiment.on(category).variant(variant).size(64).results(results.resolve(folder)).plan(plan ->
                plan.withIterations(8).withBatch(4).withEvaluateEvery(4).withDiversityEvery(4));
    }

    @ParameterizedTest
    @CsvSource({"stable, Ours, 3", "stable, Ours, 5", "unified, Ours, 7", "bfloat16, Ours, 3"})
    void goesOnWhereItWasInterruptedAsIfItHadNotBeen(String variant, String name, int stop) throws IOException {
        Config config = Config.named(name);
        RunResult unbroken = experiment(variant, "unbroken").train(config, RunListener.silent());
        RunResult stopped = experiment(variant, "broken").train(config, interruptAfter(stop));
        assertThat(stopped.history().losses()).hasSize(stop);
        RunResult resumed = experiment(variant, "broken").train(config, RunListener.silent());
        assertThat(resumed.history()).isEqualTo(unbroken.history());
        assertThat(checkpoint(variant, "broken", config)).isEqualTo(checkpoint(variant, "unbroken", config));
    }

    /** The first steps know no restart, and the first loss may round to the same; the first update is another. */
    @Test
    void trainsOtherwiseThanTheStandardVariant() {
        assertThat(losses(experiment("stable", "a"), 2).get(1)).isNotEqualTo(
                losses(experiment("standard", "a"), 2).get(1));
    }

    @Test
    void restartsChangeNothingBeforeTheyCome() {
        List<Float> soon = losses(experiment("stable", "a"), 5);
        List<Float> late = losses(experiment("stable", "a").plan(plan -> plan.withVariant(Variant.STABLE)), 5);
        assertThat(late.subList(0, 4)).as("the restart of iteration 3 shows in loss 4").isEqualTo(soon.subList(0, 4));
        assertThat(late.get(4)).isNotEqualTo(soon.get(4));
    }

    /** Training keeps the features of the frozen encoder beside the model; the opened model computes its own. */
    @ParameterizedTest
    @ValueSource(strings = {"stable", "bfloat16"})
    void anOpenedModelJudgesAsWhileItTrained(String variant) {
        Experiment experiment = experiment(variant, "a");
        RunResult run = experiment.train(Config.OURS, RunListener.silent());
        try (TrainedModel model = experiment.open(run)) {
            assertThat(TestMetrics.of(model.score(WASHER.test()), experiment.plan().imageScore()))
                    .isEqualTo(run.last().orElseThrow().metrics());
        }
    }

    private static List<Float> losses(Experiment experiment, int iterations) {
        return experiment.plan(plan -> plan.withIterations(iterations).withEvaluateEvery(iterations))
                .train(Config.OURS, RunListener.silent()).history().losses();
    }

    @Test
    void judgesEachCategoryByItselfAndAverages() {
        Experiment unified = experiment("unified", "a");
        RunResult run = unified.train(Config.OURS, RunListener.silent());
        Evaluation last = run.last().orElseThrow();
        assertThat(last.categories()).containsOnlyKeys("washer", "weave");
        try (TrainedModel model = unified.open(run)) {
            assertThat(last.categories()).containsEntry("washer", judged(model, WASHER))
                    .containsEntry("weave", judged(model, WEAVE));
        }
        assertThat(last.metrics().imageAuroc()).isCloseTo((last.categories().get("washer").imageAuroc()
                + last.categories().get("weave").imageAuroc()) / 2, within(1e-12));
        assertThat(last.metrics().good()).isEqualTo(4);
        assertThat(last.metrics().localisation()).isPresent();
        assertThat(unified.find(Config.OURS)).contains(run);
    }

    private static TestMetrics judged(TrainedModel model, Category category) {
        return TestMetrics.of(model.score(category.test()), ImageScore.TOP_PERCENT);
    }

    @Test
    void namesTheJoinedCategoryThatCannotBeJudged() {
        Category onlyGood = new Category(WEAVE.dataset(), WEAVE.name(), WEAVE.train(), WEAVE.goodTest());
        Experiment unified = tiny(Category.joined(List.of(WASHER, onlyGood)), "unified", "a");
        assertThatThrownBy(() -> unified.train(Config.OURS, RunListener.silent()))
                .hasMessageContaining("expected good and defective test images in weave; found 2 good, 0 defective");
    }

    private static RunListener interruptAfter(int iterations) {
        return new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration == iterations) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private byte[] checkpoint(String variant, String folder, Config config) throws IOException {
        Experiment experiment = experiment(variant, folder);
        return Files.readAllBytes(experiment.store().checkpoint(experiment.spec(config)));
    }
}
