package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.Dataset;
import recontrast.detector.Method;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.metric.ScoredImage;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What another implementation makes of some magnetic tiles, that every JPEG decoder reads alike: where some pixels differ
 * by 1, maps of 37 images and 100 channels move by up to 2 %.
 *
 * @param root folder with data/magnetic_tile and weights
 * @param figures golden figures
 */
record Tiles(Path root, JsonNode figures) {

    /** Skips the test where there are no tiles. */
    static Tiles of(JsonNode figures) {
        Optional<String> data = Optional.ofNullable(System.getenv("RECONTRAST_TEST_DATA"));
        assumeTrue(data.isPresent(), "skipped: RECONTRAST_TEST_DATA names no folder with data/magnetic_tile");
        return new Tiles(Path.of(data.orElseThrow()), figures);
    }

    /** Fits a method to the images that the figures are of, and compares its maps and scores of others. */
    RunResult assertSame(Method method, JsonNode images, Path results) {
        Category all = Dataset.open(root.resolve("data/magnetic_tile")).category("magnetic_tile");
        List<String> train = figures.get("train").valueStream().map(JsonNode::asText).toList();
        Category some = new Category(all.dataset(), all.name(),
                all.train().stream().filter(sample -> train.contains(sample.id())).toList(),
                all.test().stream().filter(sample -> images.has(sample.id())).toList());
        Experiment experiment = Experiment.on(some).size(figures.get("size").asInt()).device(Device.cpu())
                .results(results)
                .encoder("resnet18", root.resolve("weights/resnet18_trunk.safetensors").toString());
        RunResult run = experiment.train(method, RunListener.silent());
        try (TrainedModel model = experiment.open(run)) {
            List<ScoredImage> scored = model.score(some.test());
            assertThat(some.train()).hasSize(37);
            assertThat(scored).hasSize(12);
            scored.forEach(image -> assertSame(image, images.get(image.id())));
        }
        return run;
    }

    private static void assertSame(ScoredImage image, JsonNode expected) {
        AnomalyMap map = image.map();
        if (expected.has("score")) {
            GoldenFigures.assertFigure(image.score(ImageScore.MAXIMUM), expected.get("score"));
        }
        GoldenFigures.assertMap(map, expected);
    }
}
