package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.FewImages;
import recontrast.data.BatchOrder;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.model.Backbone;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.weights.Weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class FrozenFeaturesTest {

    private static final PreparedImages IMAGES = PreparedImages.of(
            FewImages.washers(4).train(), Resolution.square(64), MaskRule.ANY_NON_ZERO);
    private static final TrainingPlan PLAN = TrainingPlan.EMBEDDED.withIterations(4).withBatch(2);

    @TempDir
    private Path folder;

    /** Two epochs, the second of which may find features kept. */
    @Test
    void trainABitForBitEqualModelWhetherKeptOrNot() throws IOException {
        Path kept = folder.resolve("kept");
        Path not = folder.resolve("not");
        assertThat(train(1L << 30, kept)).isEqualTo(train(0, not));
        assertThat(Files.mismatch(kept, not)).isEqualTo(-1);
    }

    @Test
    void areKeptWithinTheBudget() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            NDManager keeper = manager.newSubManager();
            KeptTensors features = KeptTensors.features(IMAGES, model.constantEncoder(), keeper, 120_000);
            try (NDManager step = manager.newSubManager()) {
                features.features(step, 0, 1, 2, 3);
            }
            assertThat(keeper.getManagedArrays()).as("three stages, 57,344 bytes an image").hasSize(2 * 3);
        }
    }

    @Test
    void ofATestSetAreKeptWhereAllFitAndElseNot() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            assertThat(keptOfAllOrNone(model, manager, 4 * 41_984)).isEqualTo(3 * 4);
            assertThat(keptOfAllOrNone(model, manager, 4 * 41_984 - 1)).isZero();
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
}
