package recontrast.report.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.Sample;
import recontrast.metric.ScoredImage;
import recontrast.model.Stage;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;

class ExamplesTest {

    @TempDir
    private Path folder;
    private Experiment experiment;
    private RunResult run;
    private List<ScoredImage> scored;

    @BeforeEach
    void train() {
        experiment = Experiment.on(FewImages.washers(6)).holdingOut(2).size(64).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
        run = experiment.train(Config.B);
        try (TrainedModel model = experiment.open(run)) {
            scored = model.score(experiment.category().test());
        }
    }

    private double score(Sample sample) {
        return scored.stream().filter(image -> image.id().equals(sample.id())).findFirst().orElseThrow()
                .score(experiment.plan().imageScore());
    }

    /** A label's lines are the kind, the file, the score, and the side of the threshold. */
    private static String[] lines(AnomalyGallery gallery, int row) {
        return gallery.examples().get(row).label().split("\n");
    }

    @Test
    void namesTheHardestByFileScoreAndSideOfTheCalibration() {
        Examples hardest = Examples.hardest(experiment, scored, 2);
        assertThat(hardest).hasToString("Examples: 2 good and 2 defective images of washer");
        double second = hardest.scores().get(1);
        assertThat(hardest.text().lines()).hasSize(4).element(0).asString().startsWith(hardest.samples().get(0).id() + ", score ");
        assertThat(hardest.judgedAt(second).text().lines().limit(2)).allMatch(line -> line.endsWith(", called defective"));
        AnomalyGallery gallery = hardest.gallery(run);
        double threshold = run.calibration().orElseThrow().threshold(1 / 3.0); // the least that two images allow
        for (int row = 0; row < 4; row++) {
            Sample sample = hardest.samples().get(row);
            assertThat(lines(gallery, row)).containsExactly(sample.defect(),
                    sample.id().substring(sample.id().lastIndexOf('/') + 1),
                    String.format(Locale.ROOT, "score %.4g", score(sample)),
                    score(sample) >= threshold ? "called defective" : "called good");
        }
        assertThat(lines(hardest.gallery(), 0)).as("of no run, so no threshold").hasSize(3);
        assertThat(lines(Examples.of(experiment, 2).gallery(run), 0)).as("others").containsExactly("good");
    }

    @Test
    void namesThemByTheSideOfAGivenThreshold() {
        Examples hardest = Examples.hardest(experiment, scored, 1);
        double first = score(hardest.samples().get(0));
        assertThat(lines(hardest.judgedAt(first).gallery(run), 0)).endsWith("called defective");
        assertThat(lines(hardest.judgedAt(Math.nextUp(first)).gallery(), 0)).endsWith("called good");
    }

    @Test
    void showsImagesThatAreNotSquare() {
        Experiment wide = experiment.size(64, 128);
        RunResult ofWide = wide.train(Config.B);
        Examples two = Examples.of(wide, 1);
        List<AnomalyGallery> galleries = List.of(two.gallery(ofWide), HardNormalMaps.of(two, ofWide, Stage.LAYER2, 1),
                GradientMaps.of(two, ofWide, Stage.LAYER3), FeatureColours.of(two, ofWide));
        assertThat(galleries).extracting(gallery -> gallery.image().getWidth())
                .containsExactly(width(3), width(3), width(5), width(3));
    }

    /** Of a gallery with so many columns of images twice as wide as high. */
    private static int width(int columns) {
        return 118 + columns * 262;
    }

    @Test
    void savesItsMapsAsArrays() throws Exception {
        Path file = folder.resolve("arrays.npz");
        Examples.of(experiment, 2).saveArrays(run, file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(Collections.list(zip.entries())).extracting(entry -> entry.getName() + " " + entry.getSize())
                    .startsWith("maps.npy " + (128 + 4 * 4 * 64 * 64), "scores.npy " + (128 + 4 * 8))
                    .hasSize(4);
        }
    }
}
