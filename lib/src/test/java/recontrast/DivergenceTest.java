package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.training.Evaluated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Weight decay above 2 over the learning rate makes weights larger at every step, until they are no numbers. */
class DivergenceTest {

    @TempDir
    private Path folder;

    private Experiment diverging(int evaluateEvery) {
        return Experiment.on(FewImages.washers(4)).size(64).results(folder)
                .plan(plan -> plan.withIterations(60).withBatch(2).withEvaluateEvery(evaluateEvery)
                        .withLearningRate(0.01).withWeightDecay(1e3));
    }

    @Test
    void keepsTheLastGoodModelAndSaysWhatToTry() throws IOException {
        Experiment experiment = diverging(1);
        Path checkpoint = experiment.store().checkpoint(experiment.spec(Config.B));
        assertThatThrownBy(() -> experiment.train(Config.B, copyingAtEvaluations(checkpoint)))
                .isInstanceOf(DivergedException.class)
                .hasMessageMatching("expected finite figures of B on washer, seed 0; found a.* after \\d+ steps: the"
                        + " model after \\d+ is kept, try a lower learning rate or the stable variant");
        assertThat(Files.mismatch(checkpoint, lastGood())).isEqualTo(-1);
        RunResult kept = experiment.find(Config.B).orElseThrow();
        try (TrainedModel model = experiment.open(kept)) {
            assertThat(model.score(experiment.category().test())).hasSize(4);
        }
    }

    @Test
    void namesTheStepWhereNothingWasKept() {
        Experiment experiment = diverging(60);
        assertThatThrownBy(() -> experiment.train(Config.B, RunListener.silent()))
                .hasMessageMatching("expected finite figures of B on washer, seed 0; found a loss of NaN after \\d+"
                        + " steps: nothing was kept yet, try a lower learning rate or the stable variant");
        assertThat(experiment.store().all()).isEmpty();
    }

    private Path lastGood() {
        return folder.resolve("last-good");
    }

    private RunListener copyingAtEvaluations(Path checkpoint) {
        return new RunListener() {
            @Override
            public void evaluated(Evaluated evaluated) {
                try {
                    Files.copy(checkpoint, lastGood(), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
