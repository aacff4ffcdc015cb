package recontrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.data.embedded.Embedded;
import recontrast.loss.StageWeights;
import recontrast.metric.ImageScore;
import recontrast.model.EncoderTraining;
import recontrast.model.Normalization;
import recontrast.model.Precision;
import recontrast.report.tables.SweepTable;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.training.Restart;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;
import tech.tablesaw.api.Table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class SweepTest {

    private final Experiment experiment = Experiment.on(Embedded.washer());

    @TempDir
    private Path results;

    @Test
    void isAGridOfAllCombinations() {
        Sweep sweep = experiment.vary("alpha", 0, 0.5).vary("batch", 8, 16, 32);
        assertThat(sweep.points()).hasSize(6);
        assertThat(sweep.points().get(4).values()).containsEntry(Setting.ALPHA, 0.5).containsEntry(Setting.BATCH, 16);
        assertThat(sweep.points().get(4).experiment().plan().alpha()).isEqualTo(0.5);
        assertThat(sweep.points().get(4).experiment().plan().batch()).isEqualTo(16);
    }

    @Test
    void changesWhatItsNameSays() {
        assertThat(one("ramp", 0.2).plan().alphaRamp()).isEqualTo(0.2);
        assertThat(one("learning rate", 1e-3).plan().learningRate()).isEqualTo(1e-3);
        assertThat(one("encoder learning rate", 0).plan().encoderLearningRate()).isZero();
        assertThat(one("weight decay", 0.1).plan().weightDecay()).isEqualTo(0.1);
        assertThat(one("iterations", 7).plan().iterations()).isEqualTo(7);
        assertThat(one("size", 64).resolution().crop()).isEqualTo(ImageSize.square(64));
        assertThat(one("size", "64x96").resolution()).isEqualTo(Resolution.of(new ImageSize(64, 96)));
        assertThat(one("seed", 3).seed()).isEqualTo(3);
        assertThat(one("training images", 8).category().train()).hasSize(8);
        assertThat(one("encoder", "efficientnet_lite0 untrained").weights().id()).isEqualTo("untrained");
        assertThat(one("encoder statistics", "running").plan().encoderTraining())
                .isEqualTo(EncoderTraining.RUNNING_STATISTICS);
        assertThat(one("variant", Variant.UNIFIED).plan().variant()).isEqualTo(Variant.UNIFIED);
        assertThat(one("precision", "bfloat16").plan().precision()).isEqualTo(Precision.BFLOAT16);
        assertThat(one("stage weights", "1, 0.5, 0").plan().stageWeights()).isEqualTo(new StageWeights(1, 0.5, 0));
    }

    @Test
    void variantsBringWhatTheyAreAboutAndKeepTheNumberOfIterations() {
        Experiment short7 = experiment.plan(plan -> plan.withIterations(7).withEvaluateEvery(3));
        List<TrainingPlan> plans = short7.vary("variant", Variant.STANDARD, Variant.STABLE, Variant.UNIFIED).points()
                .stream().map(point -> point.experiment().plan()).toList();
        assertThat(plans).allMatch(plan -> plan.iterations() == 7 && plan.evaluateEvery() == 3);
        assertThat(plans.get(0)).isEqualTo(short7.plan());
        assertThat(plans.get(1).alphaRamp()).isEqualTo(0.2);
        assertThat(plans.get(1).imageScore()).isEqualTo(ImageScore.TOP_PERCENT);
        assertThat(plans.get(1).variant().encoderNormalization()).isEqualTo(Normalization.PARTIAL);
        assertThat(plans.get(2).encoderTraining()).isEqualTo(EncoderTraining.RUNNING_STATISTICS);
        assertThatThrownBy(() -> experiment.vary("variant", "steady"))
                .hasMessage("variant: expected variant standard, stable or unified; found steady");
    }

    @Test
    void aVariantOfOnesOwnChangesNothingElse() {
        Variant forgetful = Variant.STANDARD.restarting(new Restart(75, 0));

        assertThat(one("variant", forgetful).plan()).isEqualTo(experiment.plan().withVariant(forgetful));
    }

    private Experiment one(String setting, Object value) {
        return experiment.vary(setting, value).points().get(0).experiment();
    }

    @Test
    void refusesUnknownSettingsAndValuesThatMakeNoSense() {
        assertThatThrownBy(() -> experiment.vary("alfa", 1)).hasMessageStartingWith("expected a setting out of alpha, ramp");
        assertThatThrownBy(() -> experiment.vary("batch", 1)).hasMessage(
                "batch: expected batch at least 2, for batch statistics; found 1");
        assertThatThrownBy(() -> experiment.vary("batch", 2.5)).hasMessage("batch: expected a whole number; found 2.5");
        assertThatThrownBy(() -> experiment.vary("seed", 99999999999L)).hasMessage(
                "seed: expected a whole number of fewer digits; found 99999999999");
        assertThatThrownBy(() -> experiment.vary("seed", Double.POSITIVE_INFINITY)).hasMessage(
                "seed: expected a whole number; found Infinity");
        assertThatThrownBy(() -> experiment.vary("alpha", "high")).hasMessage("alpha: expected a number; found high");
        assertThatThrownBy(() -> experiment.vary("alpha")).hasMessage("expected values of alpha; found none");
        assertThatThrownBy(() -> experiment.vary("training images", 500)).hasMessageContaining("1 to 320 training images");
        assertThatThrownBy(() -> experiment.vary("stage weights", "1, 1")).hasMessageContaining("three stage weights");
    }

    @Test
    void trainsEveryPointOnceAndTabulatesTheMeanOverSeeds() {
        Experiment small = Experiment.on(FewImages.washers(4)).size(64).results(results)
                .plan(plan -> plan.withIterations(2).withBatch(2).withEvaluateEvery(2));
        Sweep sweep = small.vary("learning rate", 1e-3, 2e-3).vary("seed", 0, 1);
        SweepResult swept = sweep.train(Config.B, RunListener.silent());
        List<RunResult> reused = new ArrayList<>();
        Map<RunSpec, Map<String, Object>> announced = new LinkedHashMap<>();
        sweep.train(Config.B, new RunListener() {
            @Override
            public void swept(Map<RunSpec, Map<String, Object>> values) {
                announced.putAll(values);
            }

            @Override
            public void reused(RunResult result, Path folder) {
                reused.add(result);
            }
        });
        assertThat(reused).containsExactlyElementsOf(swept.runs().stream().map(SweepResult.At::run).toList());
        assertThat(announced).hasSize(4);
        assertThat(swept.runs()).allSatisfy(at -> assertThat(announced).containsEntry(at.run().spec(),
                at.values().entrySet().stream().collect(Collectors.toMap(value -> value.getKey().toString(),
                        Map.Entry::getValue))));
        Table table = SweepTable.of(swept).table();
        assertThat(table.rowCount()).isEqualTo(2);
        double mean = 50 * (imageAuroc(swept, 0) + imageAuroc(swept, 1));
        assertThat(table.doubleColumn("I-AUROC last").get(0)).isEqualTo(mean, org.assertj.core.api.Assertions.within(1e-9));
    }

    private static double imageAuroc(SweepResult swept, int index) {
        return swept.runs().get(index).run().last().orElseThrow().metrics().imageAuroc();
    }
}
