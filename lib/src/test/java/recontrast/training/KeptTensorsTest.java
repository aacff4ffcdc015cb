package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.FewImages;
import recontrast.data.BatchOrder;
import recontrast.data.MaskRule;
import recontrast.data.MemoryBudget;
import recontrast.data.Picture;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.model.Backbone;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.weights.Weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

class KeptTensorsTest {

    private static final PreparedImages IMAGES = PreparedImages.of(
            FewImages.washers(4).train(), Resolution.square(64), MaskRule.ANY_NON_ZERO);
    private static final int BYTES = 3 * 64 * 64; // an image's
    private static final TrainingPlan PLAN = TrainingPlan.EMBEDDED.withIterations(4).withBatch(2);

    @TempDir
    private Path folder;

    /** Two epochs, the second of which may find features kept. */
    @Test
    void featuresTrainABitForBitEqualModelWhetherKeptOrNot() throws IOException {
        Path kept = folder.resolve("kept");
        Path not = folder.resolve("not");
        assertThat(train(1L << 30, kept)).isEqualTo(train(0, not));
        assertThat(Files.mismatch(kept, not)).isEqualTo(-1);
    }

    @Test
    void featuresAreKeptWithinTheBudget() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            NDManager keeper = manager.newSubManager();
            KeptTensors features = KeptTensors.features(IMAGES, model.constantEncoder(), keeper, 120_000);
            try (NDManager step = manager.newSubManager()) {
                features.features(step, 0, 1, 2, 3);
            }
            assertThat(keeper.getManagedArrays()).as("three stages, 41,984 bytes an image").hasSize(2 * 3);
        }
    }

    @Test
    void featuresOfATestSetAreKeptWhereAllFitAndElseNot() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            assertThat(keptOfAllOrNone(model, manager, 4 * 41_984)).isEqualTo(3 * 4);
            assertThat(keptOfAllOrNone(model, manager, 4 * 41_984 - 1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2 * BYTES, 1 << 30})
    void batchesAreThoseOfTheImagesWhetherKeptOrNot(long budget) {
        PreparedImages images = prepared(FewImages.washers(4).train());
        try (NDManager manager = Compute.manager(Device.cpu())) {
            Batches.Source kept = KeptTensors.input(images, manager, budget);
            for (int[] indices : new int[][] {{0, 1}, {2}, {1, 3, 0}, {3, 3, 2}}) {
                try (NDManager step = manager.newSubManager()) {
                    NDArray batch = kept.batch(step, indices);
                    assertThat(batch.getShape()).isEqualTo(images.batch(step, indices).getShape());
                    assertThat(batch.toFloatArray()).isEqualTo(images.batch(step, indices).toFloatArray());
                }
            }
        }
    }

    @Test
    void whatFitsIsAskedForOnceAndNothingElseStays() {
        AtomicInteger decoded = new AtomicInteger();
        Sample sample = new Sample("0", Sample.GOOD, () -> {
            decoded.incrementAndGet();
            return new Picture(64, 64, new byte[BYTES]);
        }, Optional.empty(), "f");
        PreparedImages images = prepared(List.of(sample, sample));
        try (NDManager manager = Compute.manager(Device.cpu())) {
            NDManager keeper = manager.newSubManager();
            Batches.Source kept = KeptTensors.input(images, keeper, BYTES);
            for (int epoch = 0; epoch < 3; epoch++) {
                try (NDManager step = manager.newSubManager()) {
                    kept.batch(step, 0);
                }
            }
            assertThat(decoded).hasValue(1);
            try (NDManager step = manager.newSubManager()) {
                kept.batch(step, 1, 0);
                assertThat(step.getManagedArrays()).as("the batch").hasSize(1);
            }
            assertThat(keeper.getManagedArrays()).as("mean, deviation, one image").hasSize(3);
        }
    }

    private static int keptOfAllOrNone(FeatureReconstruction model, NDManager manager, long budget) {
        NDManager keeper = manager.newSubManager();
        KeptTensors features =
                KeptTensors.featuresOfAllOrNone(IMAGES, model.constantEncoder(), keeper, budget);
        try (NDManager step = manager.newSubManager()) {
            features.features(step, 0, 1, 2, 3);
        }
        return keeper.getManagedArrays().size();
    }

    /** The losses; the model goes into a file. */
    private static List<Float> train(long budget, Path file) {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            Batches batches = new Batches(
                    IMAGES, KeptTensors.features(IMAGES, model.constantEncoder(), manager, budget));
            History.Recorder recorder = History.EMPTY.resume();
            BatchOrder order = new BatchOrder(4, PLAN.batch(), 0);
            try (TrainingLoop loop = new TrainingLoop(new ReconstructionSteps(model, Config.OURS.loss(PLAN.ramp()), PLAN),
                    model.parameters(), batches, order::at, CoreTurns.none())) {
                loop.advance(0, PLAN.iterations(), recorder);
            }
            Checkpoint.save(model.parameters(), file);
            return recorder.history().losses();
        }
    }

    private static FeatureReconstruction model(NDManager manager) {
        Parameters parameters = Parameters.within(manager, 0);
        FeatureReconstruction model = Config.OURS.architecture(Backbone.EFFICIENTNET_LITE0, PLAN).build(parameters);
        Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
        return model;
    }

    /** None kept in memory, so each is decoded when it is asked for. */
    private static PreparedImages prepared(List<Sample> samples) {
        return PreparedImages.of(samples, Resolution.square(64), MaskRule.ANY_NON_ZERO, new MemoryBudget(0));
    }
}
