package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import recontrast.Compute;
import recontrast.Config;
import recontrast.FewImages;
import recontrast.data.BatchOrder;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.model.Backbone;
import recontrast.model.FeatureReconstruction;
import recontrast.model.Parameters;
import recontrast.weights.Weights;

import java.util.LinkedHashMap;
import java.util.Map;

class FrozenFeaturesTest {

    private static final PreparedImages IMAGES = PreparedImages.of(
            FewImages.washers(4).train(), Resolution.square(64), MaskRule.ANY_NON_ZERO);
    private static final TrainingPlan PLAN = TrainingPlan.EMBEDDED.withIterations(6).withBatch(3);

    /** Three epochs, of which the later two would find features kept. */
    @Test
    void trainABitForBitEqualModelWhetherKeptOrNot() {
        assertThat(trained(0)).usingRecursiveComparison().isEqualTo(trained(1L << 30));
    }

    @Test
    void areKeptWithinTheBudget() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            NDManager keeper = manager.newSubManager();
            FrozenFeatures features = new FrozenFeatures(IMAGES, model.constantEncoder().orElseThrow(), keeper, 1_000_000);
            try (NDManager step = manager.newSubManager()) {
                features.of(step, 0, 1, 2, 3);
            }
            assertThat(keeper.getManagedArrays()).as("three stages of 458,752 bytes an image").hasSize(2 * 3);
        }
    }

    private static Map<String, byte[]> trained(long budget) {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            FeatureReconstruction model = model(manager);
            Batches batches = new Batches(
                    IMAGES, new FrozenFeatures(IMAGES, model.constantEncoder().orElseThrow(), manager, budget));
            TrainingStep step = new TrainingStep(model, Config.OURS.loss(PLAN.ramp()));
            History.Recorder recorder = History.EMPTY.resume();
            try (TrainingLoop loop = new TrainingLoop(model, step, batches, new BatchOrder(4, PLAN.batch(), 0), PLAN)) {
                loop.run(0, PLAN.iterations(), recorder);
            }
            Map<String, byte[]> figures = new LinkedHashMap<>();
            model.parameters().all().forEach(
                    parameter -> figures.put(parameter.name(), parameter.stored().toByteArray()));
            figures.put("losses", recorder.history().losses().toString().getBytes());
            return figures;
        }
    }

    private static FeatureReconstruction model(NDManager manager) {
        Parameters parameters = Parameters.within(manager, 0);
        FeatureReconstruction model = Config.OURS.architecture(Backbone.EMBEDDED, PLAN).build(parameters);
        Weights.embedded().loadInto(parameters, Backbone.EMBEDDED);
        return model;
    }
}
