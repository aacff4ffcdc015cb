package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.golden.Golden;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;

class PatchCoreTest {

    private static final double NO_PROJECTION = 0.5; // asks for more dimensions than patches have

    @TempDir
    private Path folder;

    /** golden/patchcore.json was computed by anomalib 2.7, from the first patch that seed 0 draws. */
    @Test
    void choosesThePatchesOfAnotherImplementationAndDrawsItsMaps() {
        JsonNode expected = Golden.read("patchcore.json");
        Tiles.of(expected).assertSame(new PatchCore(0.1, 9, NO_PROJECTION), expected.get("banks").get("0.1"), folder);
    }

    @Test
    void drawsTheMapsOfAnotherImplementationFromAllPatches() {
        JsonNode expected = Golden.read("patchcore.json");
        Tiles.of(expected).assertSame(new PatchCore(1, 9, NO_PROJECTION), expected.get("banks").get("1.0"), folder);
    }

    @Test
    void isTheSameModelAgainFromTheSameSeed() {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder);
        RunResult run = experiment.train(Rivals.PATCH_CORE_25, RunListener.silent());
        RunResult again = experiment.results(folder.resolve("again")).train(Rivals.PATCH_CORE_25, RunListener.silent());
        assertThat(again.last()).isEqualTo(run.last());
        assertThat(experiment.seed(1).train(Rivals.PATCH_CORE_25, RunListener.silent()).last())
                .as("another seed chooses others").isNotEqualTo(run.last());
        assertThat(experiment.find(new PatchCore(0.25, 9, 0.9))).contains(run);
        try (TrainedModel model = experiment.open(run)) {
            assertThat(model.score(experiment.category().test())).allMatch(image -> image.own().isPresent());
        }
    }

    @Test
    void saysWhichShareItKeeps() {
        assertThat(Rivals.ALL).extracting("name")
                .containsExactly("SPADE", "PaDiM", "PatchCore", "PatchCore-1", "PatchCore-25");
        assertThat(new PatchCore(0.125, 9, 0.9).name()).isEqualTo("PatchCore-12.5");
    }

    @Test
    void refusesTooFewImages() {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder);
        assertThatThrownBy(() -> experiment.train(Rivals.PATCH_CORE_1, RunListener.silent())).hasMessage(
                "expected at least 9 patches in the bank of PatchCore-1; found 2, of 4 images: add good images, or keep a"
                        + " larger share");
        assertThatThrownBy(() -> new PatchCore(10, 9, 0.9)).hasMessageContaining("expected a share above 0, at most 1");
    }
}
