package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;
import recontrast.detector.AnomalyDetector;
import recontrast.detector.Method.Setup;
import recontrast.model.Backbone;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.KeptTensors;
import recontrast.training.Training;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;
import recontrast.weights.Weights;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

class GCADTest {

    private static final GCAD SMALL = new GCAD(16, 32, 0.3, 1e-3, 1e-5);
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    @Test
    void whatScalesTheErrorsIsNotTrainedWith() {
        Set<Integer> seen = new TreeSet<>();
        Set<Integer> learnt = new TreeSet<>();
        TrainingPlan plan = TrainingPlan.EMBEDDED.withIterations(6).withBatch(3);
        PreparedImages images =
                PreparedImages.of(FewImages.washers(10).train(), Resolution.square(SIDE), MaskRule.AT_LEAST_HALF);
        try (NDManager manager = Compute.manager(Device.cpu())) {
            Parameters parameters = Parameters.within(manager, 0);
            AnomalyDetector detector = SMALL.detector(
                    parameters, new Setup(Backbone.EFFICIENTNET_LITE0, plan, Resolution.square(SIDE)));
            Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
            Batches good = new Batches(images, (step, indices) -> {
                Arrays.stream(indices).forEach(seen::add);
                return images.batch(step, indices);
            }, KeptTensors.features(images, detector.constantEncoder(), manager, 1 << 30));
            try (Training training = detector.training(good, 5, CoreTurns.none())) {
                training.advance(0, 6, new TrainingListener() {
                    @Override
                    public void stepped(int iteration, float loss) {
                        learnt.addAll(seen);
                    }
                });
            }
        }
        assertThat(learnt).hasSize(7);
        assertThat(seen).as("with those held out").hasSize(10);
    }

    @Test
    void findsWhatIsPlanted() {
        Experiment experiment = Experiment.on(FewImages.weaves(12)).size(128).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(60).withEvaluateEvery(60).withBatch(8));
        RunResult run = experiment.train(SMALL, RunListener.silent());
        try (TrainedModel model = experiment.open(run)) {
            Sample planted = PlantedDefect.in(Embedded.weave().goodTest().get(0));
            assertThat(PlantedDefect.isFound(model.score(List.of(planted)).get(0).map(), 8)).isTrue();
        }
    }

    @Test
    void oneImageCannotBeHeldOutAndTrainedWith() {
        Experiment experiment = Experiment.on(FewImages.washers(1)).size(SIDE).device(Device.cpu()).results(folder);
        assertThatThrownBy(() -> experiment.train(SMALL, RunListener.silent())).hasMessage(
                "expected at least 2 good images for GCAD, one of them to be held out; found 1: add some");
    }
}
