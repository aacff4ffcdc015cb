package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Experiment;
import recontrast.FewImages;
import recontrast.data.Category;
import recontrast.data.MaskRule;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.embedded.Embedded;
import recontrast.detector.Method.Setup;
import recontrast.metric.ScoredImage;
import recontrast.model.Backbone;
import recontrast.model.Mode;
import recontrast.model.Parameters;
import recontrast.run.Compute;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;
import recontrast.training.TrainingListener;
import recontrast.training.TrainingPlan;
import recontrast.weights.Weights;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class CutPasteTest {

    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    /** By the formulas: the Gaussian of the pooled features that the trained encoder gives, shrunk by a hundredth. */
    @Test
    void scoresByTheDistanceFromTheGaussianOfGoodImages() {
        Category few = FewImages.washers(6);
        TrainingPlan plan = TrainingPlan.EMBEDDED.withIterations(2).withBatch(3);
        try (NDManager manager = Compute.manager(Device.cpu())) {
            Parameters parameters = Parameters.within(manager, 0);
            CutPaste.GaussianDensity detector = (CutPaste.GaussianDensity) Rivals.CUTPASTE.detector(parameters,
                    new Setup(Backbone.EFFICIENTNET_LITE0, plan, Resolution.square(SIDE)));
            Weights.embedded().loadInto(parameters, Backbone.EFFICIENTNET_LITE0);
            PreparedImages images =
                    PreparedImages.of(few.train(), Resolution.square(SIDE), MaskRule.AT_LEAST_HALF);
            Batches good = Batches.kept(images, Optional.empty(), manager);
            try (Training training = detector.training(good, 0, CoreTurns.none())) {
                training.advance(0, 2, new TrainingListener() { });
            }
            double[][] features = rows(detector.points(good.observe(manager, 0, 1, 2, 3, 4, 5).images(), Mode.EVAL)
                    .mean(new int[] {1}));
            double[][] covariance = covariance(features);
            double[][] precision = rows(parameters.find("gaussian.precision").orElseThrow().stored());
            for (int i = 0; i < covariance.length; i++) {
                for (int j = 0; j < covariance.length; j++) {
                    assertThat(product(precision, covariance, i, j)).isCloseTo(i == j ? 1 : 0, within(1e-3));
                }
            }
            double score = detector.maps(manager, good.observe(manager, 0)).scores().orElseThrow()[0];
            assertThat(score).isCloseTo(distance(features[0], mean(features), precision), within(1e-3 * score));
        }
    }

    private static double[][] rows(NDArray matrix) {
        float[] values = matrix.toFloatArray();
        int columns = (int) matrix.getShape().get(1);
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private static double[][] covariance(double[][] rows) {
        double[] mean = mean(rows);
        int size = mean.length;
        double[][] covariance = new double[size][size];
        double trace = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (double[] row : rows) {
                    covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / rows.length;
                }
            }
            trace += covariance[i][i];
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                covariance[i][j] = 0.99 * covariance[i][j] + (i == j ? 0.01 * trace / size : 0);
            }
        }
        return covariance;
    }

    private static double product(double[][] a, double[][] b, int row, int column) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[row][i] * b[i][column];
        }
        return sum;
    }

    private static double distance(double[] of, double[] mean, double[][] precision) {
        double sum = 0;
        for (int i = 0; i < of.length; i++) {
            for (int j = 0; j < of.length; j++) {
                sum += (of[i] - mean[i]) * precision[i][j] * (of[j] - mean[j]);
            }
        }
        return sum;
    }

    @Test
    void findsWhatIsPlanted() {
        Experiment experiment = Experiment.on(FewImages.washers(12)).size(128).device(Device.cpu()).results(folder)
                .plan(plan -> plan.withIterations(10).withEvaluateEvery(10).withBatch(8));
        RunResult run = experiment.train(Rivals.CUTPASTE, RunListener.silent());
        try (TrainedModel model = experiment.open(run)) {
            List<ScoredImage> scored = model.score(List.of(
                    Embedded.washer().goodTest().get(0), PlantedDefect.in(Embedded.washer().goodTest().get(0))));
            assertThat(PlantedDefect.isFound(scored.get(1).map(), 16)).isTrue();
            assertThat(scored.get(1).own().orElseThrow()).isGreaterThan(scored.get(0).own().orElseThrow());
        }
    }
}
