package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.analysis.MapSelection;
import recontrast.data.Category;
import recontrast.data.Dataset;
import recontrast.golden.Golden;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.model.View;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class PaDiMTest {

    private static final double TOLERANCE = 1e-4; // of the figure

    @TempDir
    private Path folder;

    /**
     * golden/padim.json was computed by torchvision, Pillow, NumPy and SciPy, of images that every JPEG decoder reads
     * alike: where some pixels differ by 1, maps of 37 images and 100 channels move by up to 2 %.
     */
    @Test
    void drawsTheMapsOfAnotherImplementation() {
        Optional<String> data = Optional.ofNullable(System.getenv("RECONTRAST_TEST_DATA"));
        assumeTrue(data.isPresent(), "skipped: RECONTRAST_TEST_DATA names no folder with data/magnetic_tile");
        Path root = Path.of(data.orElseThrow());
        JsonNode expected = Golden.read("padim.json");
        Category all = Dataset.open(root.resolve("data/magnetic_tile")).category("magnetic_tile");
        List<String> train = expected.get("train").valueStream().map(JsonNode::asText).toList();
        Category some = new Category(all.dataset(), all.name(),
                all.train().stream().filter(sample -> train.contains(sample.id())).toList(),
                all.test().stream().filter(sample -> expected.get("images").has(sample.id())).toList());
        Experiment experiment = Experiment.on(some).size(expected.get("size").asInt()).device(Device.cpu())
                .results(folder)
                .encoder("resnet18", root.resolve("weights/resnet18_trunk.safetensors").toString());
        RunResult run = experiment.train(Rivals.PADIM, RunListener.silent());
        try (TrainedModel model = experiment.open(run)) {
            List<ScoredImage> scored = model.score(some.test());
            assertThat(some.train()).hasSize(37);
            assertThat(scored).hasSize(12);
            scored.forEach(image -> assertMap(image.map(), expected.get("images").get(image.id())));
        }
    }

    private static void assertMap(AnomalyMap map, JsonNode expected) {
        assertFigure(ImageScore.MAXIMUM.of(map), expected.get("max"));
        assertFigure(ImageScore.MEAN.of(map), expected.get("mean"));
        expected.get("points").propertyStream().forEach(point -> {
            String[] at = point.getKey().split(",");
            assertFigure(map.values()[Integer.parseInt(at[0]) * map.side() + Integer.parseInt(at[1])],
                    point.getValue());
        });
    }

    private static void assertFigure(double figure, JsonNode expected) {
        assertThat(figure).isCloseTo(expected.asDouble(), within(TOLERANCE * expected.asDouble()));
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
