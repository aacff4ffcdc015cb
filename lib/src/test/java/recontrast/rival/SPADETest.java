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
import recontrast.metric.Evaluation;
import recontrast.metric.ImageScore;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;

class SPADETest {

    @TempDir
    private Path folder;

    /** golden/spade.json was computed by torchvision, Pillow, NumPy and SciPy, all distances one by one. */
    @Test
    void drawsTheMapsOfAnotherImplementation() {
        JsonNode expected = Golden.read("spade.json");
        Tiles.of(expected).assertSame(new SPADE(expected.get("neighbours").asInt()), expected.get("images"), folder);
    }

    @Test
    void isKeptWithItsScoresWhateverTheRuleForMaps() {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder);
        RunResult run = experiment.train(Rivals.SPADE, RunListener.silent());
        assertThat(run.finished()).isTrue();
        assertThat(experiment.plan(plan -> plan.withImageScore(ImageScore.MEAN)).find(Rivals.SPADE)).contains(run);
        try (TrainedModel model = experiment.open(run)) {
            Evaluation again = Evaluation.of(model.score(experiment.category().test()), ImageScore.MEAN);
            assertThat(again).isEqualTo(run.last().orElseThrow().evaluation());
        }
    }

    @Test
    void refusesWhatTheMemoryHasNoRoomFor() {
        Experiment experiment = Experiment.on(FewImages.washers(4)).size(64).device(Device.cpu()).results(folder);
        System.setProperty("recontrast.memory", "1");
        try {
            assertThatThrownBy(() -> experiment.size(320).train(Rivals.SPADE, RunListener.silent()))
                    .hasMessage("expected at most 1 MiB for what SPADE keeps of images; found 4 images of 320 px, 5 MiB:"
                            + " take fewer or smaller images, or set RECONTRAST_MEMORY=5 where there is room");
            System.setProperty("recontrast.memory", "much");
            assertThatThrownBy(() -> experiment.train(Rivals.SPADE, RunListener.silent())).hasMessage(
                    "expected MiB in RECONTRAST_MEMORY, a whole number such as 4096; found much");
        } finally {
            System.clearProperty("recontrast.memory");
        }
    }
}
