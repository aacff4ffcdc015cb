package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.analysis.MapSelection;
import recontrast.golden.Golden;
import recontrast.model.View;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.OptionalInt;

class PaDiMTest {

    @TempDir
    private Path folder;

    /** golden/padim.json was computed by torchvision, Pillow, NumPy and SciPy. */
    @Test
    void drawsTheMapsOfAnotherImplementation() {
        JsonNode expected = Golden.read("padim.json");
        Tiles.of(expected).assertSame(Rivals.PADIM, expected.get("images"), folder);
    }

    @Test
    void isFittedInOnePassAndKeptLikeARun() {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder);
        RunResult run = experiment.train(Rivals.PADIM, RunListener.silent());
        assertThat(run.finished()).isTrue();
        assertThat(run.history().losses()).isEmpty();
        assertThat(run.history().passes()).isEqualTo(OptionalInt.of(1));
        assertThat(run.last()).isPresent();
        assertThat(experiment.plan(plan -> plan.withIterations(7)).find(Rivals.PADIM)).as("whatever the plan")
                .contains(run);
        assertThat(experiment.find(new PaDiM(50, 0.01))).as("another one").isEmpty();
        try (TrainedModel model = experiment.open(run)) {
            assertThatThrownBy(model::network).hasMessage("expected a model that reconstructs features; found PaDiM:"
                    + " choose a configuration of the ablation, such as Ours");
            assertThatThrownBy(() -> model.score(experiment.category().test(), MapSelection.stages(
                    View.ENCODER).get(0))).hasMessageContaining("expected a model of feature pairs");
        }
    }

    @Test
    void anInterruptLeavesNothingHalfFitted() {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder);
        RunResult stopped = experiment.train(Rivals.PADIM, new RunListener() {
            @Override
            public void started(RunResult soFar) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(stopped.finished()).isFalse();
        assertThat(experiment.train(Rivals.PADIM, RunListener.silent()).finished()).isTrue();
    }
}
