package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recontrast.data.Category;
import recontrast.data.DataException;
import recontrast.data.ImageSize;
import recontrast.data.Mask;
import recontrast.data.Picture;
import recontrast.data.PreparedImages;
import recontrast.data.Sample;
import recontrast.detector.Method;
import recontrast.detector.Resampling;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Calibration;
import recontrast.metric.MapProjection;
import recontrast.metric.ScoredImage;
import recontrast.metric.Smoothing;
import recontrast.metric.TestMetrics;
import recontrast.model.Batch;
import recontrast.report.pictures.Examples;
import recontrast.rival.Rivals;
import recontrast.run.Compute;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.ScoredPicture;
import recontrast.run.TrainedModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs that see images in tiles. */
class TilesTest {

    private static final int OWN = 160; // side of the embedded pictures

    @TempDir
    private Path results;

    private Experiment experiment(Category category) {
        return Experiment.on(category).device(Device.cpu()).results(results)
                .plan(plan -> plan.withIterations(4).withBatch(4).withEvaluateEvery(2));
    }

    private Experiment tiled() {
        return experiment(FewImages.washers(2)).withTiles(64, 16).plan(plan -> plan.withIterations(2));
    }

    private static Stream<Method> someOfEachKind() {
        return Stream.of(Config.A, Config.OURS, Rivals.PATCH_CORE, Rivals.SIMPLENET, Rivals.DRAEM.withWidth(8));
    }

    private static Stream<Method> all() {
        return Stream.concat(Config.LADDER.stream(), Rivals.ALL.stream()
                .filter(system -> !system.equals(Rivals.PATCH_CORE_1)) // of so few images it keeps too few patches
                .map(system -> system.equals(Rivals.DRAEM) ? Rivals.DRAEM.withWidth(8) : system));
    }

    @ParameterizedTest
    @MethodSource("someOfEachKind")
    void anImageOfOneTileGivesTheFiguresOfTheImageToTheBit(Method method) {
        Experiment whole = experiment(FewImages.washers(4)).size(64);
        Experiment tiled = whole.withTiles(64, 16).size(64);
        RunResult expected = whole.train(method);
        RunResult found = tiled.train(method);
        assertThat(found.spec().id()).isNotEqualTo(expected.spec().id());
        assertThat(found.history()).isEqualTo(expected.history());
        try (TrainedModel one = whole.open(expected); TrainedModel other = tiled.open(found)) {
            List<Sample> test = whole.category().test();
            assertThat(maps(other.score(test))).isDeepEqualTo(maps(one.score(test)));
            assertThat(other.score(test)).extracting(ScoredImage::own).isEqualTo(
                    one.score(test).stream().map(ScoredImage::own).toList());
        }
    }

    private static float[][] maps(List<ScoredImage> scored) {
        return scored.stream().map(image -> image.map().values()).toArray(float[][]::new);
    }

    /** Of 64 x 100 pixels: two tiles. */
    @ParameterizedTest
    @MethodSource("all")
    void everySystemMakesMapsOfWholeImagesAndScoresByThem(Method method) {
        Experiment experiment = tiled().size(64, 100);
        RunResult run = experiment.train(method);
        assertThat(run.last().orElseThrow().metrics().localisation()).isPresent();
        try (TrainedModel model = experiment.open(run)) {
            List<ScoredImage> scored = model.score(experiment.category().test());
            assertThat(scored).allSatisfy(image -> {
                assertThat(image.map().height()).isEqualTo(64);
                assertThat(image.map().width()).isEqualTo(100);
                assertThat(image.mask().orElseThrow()).hasSize(64 * 100);
                assertThat(image.own()).isEmpty();
            });
            assertThat(run.last().orElseThrow().metrics())
                    .isEqualTo(TestMetrics.of(scored, run.spec().plan().imageScore()));
        }
    }

    @Test
    void imagesKeepTheirOwnSizesWhereNoneIsGiven() {
        Category few = FewImages.washers(2);
        Category uneven = new Category(few.dataset(), few.name(), upperParts(few.train()),
                Stream.concat(upperParts(few.test()).stream(), few.test().stream()).toList());
        Experiment experiment = tiled().category(uneven);
        RunResult run = experiment.train(Config.A);
        try (TrainedModel model = experiment.open(run)) {
            List<ScoredImage> scored = model.score(uneven.test());
            assertThat(scored).extracting(image -> image.map().size())
                    .containsExactly("100x160", "100x160", "160", "160");
            assertThat(run.last().orElseThrow().metrics())
                    .isEqualTo(TestMetrics.of(scored, run.spec().plan().imageScore()));
        }
        assertThatThrownBy(() -> new Examples(experiment, uneven.test()).saveArrays(run, results.resolve("maps.npz")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("expected images of one size for an array of maps;"
                        + " found 100x160, 160: take those of one size together");
    }

    /** The first 100 of 160 rows. */
    private static List<Sample> upperParts(List<Sample> samples) {
        int pixels = 100 * OWN;
        return samples.stream().map(sample -> new Sample(sample.id() + " above", sample.defect(),
                () -> new Picture(OWN, 100, Arrays.copyOf(sample.picture().get().rgb(), 3 * pixels)),
                sample.mask().map(mask -> () -> new Mask(OWN, 100, Arrays.copyOf(mask.get().values(), pixels))),
                sample.fingerprint())).toList();
    }

    @Test
    void whatARunKeepsTellsItsTiles() throws IOException {
        Experiment tiled = tiled().holdingOut(1);
        RunResult run = tiled.train(Config.OURS);
        assertThat(Files.readString(tiled.store().folder(run.spec()).resolve("run.json")))
                .contains("\"crop\" : 64,\n      \"overlap\" : 16");
        try (TrainedModel model = TrainedModel.open(tiled.store(), tiled.store().named(run.spec().id()).spec(),
                tiled.maskRule(), Device.cpu())) {
            Sample heldOut = tiled.category().validation().get(0);
            ScoredPicture scored = model.score(heldOut.picture().get());
            assertThat(scored.map().size()).isEqualTo("160");
            assertThat(scored.score()).isEqualTo(scored.map().max());
            Calibration calibration = run.calibration().orElseThrow();
            assertThat(calibration.scores()).containsExactly(scored.score());
            assertThat(calibration.peaks()).containsExactly(scored.map().max());
            Picture narrow = heldOut.picture().get().resized(60, 160);
            assertThatThrownBy(() -> model.score(narrow)).isInstanceOf(DataException.class).hasMessage("expected an image of"
                    + " at least a tile of 64; found 160x60: choose smaller tiles, or a size to resize images to");
            assertThatThrownBy(() -> model.look(tiled.category().test(), pairs -> pairs)).hasMessage("expected a run that"
                    + " sees images whole, for features to look at; found one of tiles of 64 px, overlapping by 16,"
                    + " of whole images: train without tiles");
        }
    }

    @Test
    void aTrainingThatWasStoppedEndsAsOneThatWasNot() {
        Experiment through = tiled().size(96, 96).plan(plan -> plan.withIterations(4));
        Experiment inParts = through.results(results.resolve("parts"));
        RunResult stopped = inParts.train(Config.OURS, new RunListener() {
            @Override
            public void stepped(int iteration, float loss) {
                if (iteration == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertThat(stopped.finished()).isFalse();
        RunResult resumed = inParts.train(Config.OURS);
        RunResult expected = through.train(Config.OURS);
        assertThat(resumed.history()).isEqualTo(expected.history());
        assertThat(inParts.store().checkpoint(resumed.spec())).hasSameBinaryContentAs(
                through.store().checkpoint(expected.spec()));
    }

    /** The maps of four tiles side by side, smoothed as one by the matrix of a whole image of that size. */
    @Test
    void mapsAreJoinedBeforeTheyAreSmoothed() {
        Experiment tiled = tiled().withTiles(64, 0).size(128);
        RunResult run = tiled.train(Config.A);
        Sample sample = tiled.category().test().get(0);
        try (TrainedModel model = tiled.open(run); NDManager manager = Compute.manager(Device.cpu())) {
            PreparedImages images = PreparedImages.of(List.of(sample), tiled.resolution(), tiled.maskRule());
            List<AnomalyMap> tiles = model.detector().maps(
                    manager, Batch.of(images.batch(manager, 0, 1, 2, 3), model.network())).all();
            float[] raw = new float[128 * 128];
            for (int i = 0; i < raw.length; i++) {
                int row = i / 128;
                int column = i % 128;
                raw[i] = tiles.get(row / 64 * 2 + column / 64).values()[row % 64 * 64 + column % 64];
            }
            float[] smoothed = new Resampling(manager, ImageSize.square(128), ImageSize.square(128), Smoothing.STANDARD,
                    MapProjection.Corners.ALIGNED).of(manager.create(raw, new Shape(128, 128)), manager).toFloatArray();
            assertThat(model.score(List.of(sample)).get(0).map().values()).containsExactly(smoothed, within(1e-5f));
        }
    }
}
