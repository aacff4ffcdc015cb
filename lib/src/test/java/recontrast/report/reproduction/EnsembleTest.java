package recontrast.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.Sample;
import recontrast.data.embedded.Embedded;
import recontrast.metric.ScoredImage;
import recontrast.model.Backbone;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.TrainedModel;
import recontrast.run.Trainer;
import recontrast.training.Variant;
import recontrast.weights.Weights;

class EnsembleTest {

    private static final String ROW = "Config. B ResNet50 + WideResNet50 (6 frozen)";

    @TempDir
    private Path results;

    /** Four images to train on, three good and four defective ones to test. */
    private static Category few() {
        Category washer = Embedded.washer();
        return new Category("mvtec", "bottle", washer.train().subList(0, 4), Stream.concat(
                washer.goodTest().stream().limit(3), washer.defectiveTest().stream().limit(4)).toList());
    }

    @Test
    void addsTheMapsOfItsModels() {
        Experiment experiment = Experiment.on(few()).with(Backbone.EFFICIENTNET_LITE0, Weights.untrained()).size(64)
                .results(results).plan(plan -> plan.withIterations(1).withBatch(4));
        PaperExperiment table = new PaperExperiment("A6", Variant.STANDARD,
                List.of(TableRow.of(ROW, Config.B).ensemble(Backbone.EFFICIENTNET_LITE0, Backbone.RESNET18)), List.of());
        ReproductionPlan plan = new ReproductionPlan(table, List.of(experiment));
        List<RunResult> runs = Trainer.train(plan.trials(), RunListener.silent());
        assertThat(runs).extracting(run -> run.spec().backbone()).containsExactly("efficientnet_lite0", "resnet18");
        assertThat(plan.read(runs).figures())
                .filteredOn(figure -> figure.source() == TableFigure.Source.MEASURED)
                .filteredOn(figure -> figure.category().equals("average")).singleElement().satisfies(figure -> {
                    assertThat(figure.method()).isEqualTo(ROW);
                    assertThat(figure.spread().mean())
                            .isEqualTo(100 * wins(experiment, runs), within(1e-9));
                });
    }

    /** I-AUROC by its meaning: pairs of a good and a defective image whose largest sums of both maps are in order. */
    private static double wins(Experiment experiment, List<RunResult> runs) {
        List<Sample> test = experiment.category().test();
        List<ScoredImage> one = scored(experiment, runs.get(0), test);
        List<ScoredImage> other = scored(experiment, runs.get(1), test);
        double[] largest = new double[test.size()];
        for (int image = 0; image < largest.length; image++) {
            for (int pixel = 0; pixel < 64 * 64; pixel++) {
                largest[image] = Math.max(largest[image],
                        one.get(image).map().values()[pixel] + other.get(image).map().values()[pixel]);
            }
        }
        int wins = 0;
        for (int good = 0; good < 3; good++) {
            for (int defective = 3; defective < 7; defective++) {
                wins += largest[defective] > largest[good] ? 1 : 0;
            }
        }
        return wins / 12.0;
    }

    private static List<ScoredImage> scored(Experiment experiment, RunResult run, List<Sample> test) {
        try (TrainedModel model = experiment.open(run)) {
            return model.score(test);
        }
    }
}
