package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.model.Precision;
import recontrast.report.charts.Curves;
import recontrast.report.tables.AblationTable;
import recontrast.report.tables.Findings;
import recontrast.rival.Rivals;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.training.History;
import recontrast.training.TrainingPlan;
import recontrast.training.Variant;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

class RunGroupTest {

    private static final RunResult ALL_IMAGES = HandMadeRuns.finished(Config.OURS, "nut", 0, 0.8, 0.9);

    @Test
    void seedsAndCategoriesAreOneGroup() {
        RunResult bolt = on("bolt of iron", HandMadeRuns.finished(Config.OURS, "bolt", 0, 0.7, 0.8));
        RunResult seed = HandMadeRuns.finished(Config.OURS, "nut", 1, 0.6, 0.7);
        assertThat(RunGroup.of(List.of(ALL_IMAGES, bolt, seed))).singleElement()
                .satisfies(group -> assertThat(group.label()).isEqualTo("Ours"))
                .satisfies(group -> assertThat(group.runs()).hasSize(3));
    }

    @Test
    void otherImagesOfACategoryAreNoSeedOfIt() {
        RunResult few = on("few of them", ALL_IMAGES);
        RunResult bolt = HandMadeRuns.finished(Config.B, "bolt", 0, 0.7, 0.8);
        assertThat(RunGroup.of(List.of(ALL_IMAGES, few, bolt))).extracting(RunGroup::label)
                .containsExactly("B", "Ours, image set 1", "Ours, image set 2");
    }

    @Test
    void aMethodThatHeedsNoPlanIsNotToldApartByIt() {
        RunResult fitted = fitted();
        assertThat(RunGroup.of(List.of(fitted, ALL_IMAGES))).extracting(RunGroup::label)
                .containsExactly("Ours", "PaDiM");
        assertThat(AblationTable.of(List.of(fitted, ALL_IMAGES)).text()).contains("PaDiM  ");
        assertThat(Curves.lossAndAuroc(List.of(fitted, ALL_IMAGES)).image().getWidth()).isPositive();
        assertThat(Curves.diversity(List.of(fitted, ALL_IMAGES)).image().getWidth()).isPositive();
        assertThat(Findings.of(List.of(fitted, ALL_IMAGES)).toString()).contains("PaDiM");
    }

    /** Also where all runs are alike, or a variant goes with the precision: a figure by narrow steps is known for one. */
    @Test
    void stepsInBfloat16AreNamedWhereverTheyAre() {
        RunResult narrow = planned(plan -> plan.withPrecision(Precision.BFLOAT16));
        RunResult stable = planned(plan -> plan.withPrecision(Precision.BFLOAT16).withVariant(Variant.STABLE));
        assertThat(labels(narrow)).containsExactly("Ours, precision bfloat16");
        assertThat(labels(narrow, fitted())).containsExactly("Ours, precision bfloat16", "PaDiM");
        assertThat(labels(narrow, ALL_IMAGES)).containsExactly("Ours, precision full", "Ours, precision bfloat16");
        assertThat(labels(stable, ALL_IMAGES)).containsExactly(
                "Ours, variant standard, precision full", "Ours, variant stable, precision bfloat16");
    }

    private static List<String> labels(RunResult... runs) {
        return RunGroup.of(List.of(runs)).stream().map(RunGroup::label).toList();
    }

    private static RunResult planned(UnaryOperator<TrainingPlan> change) {
        return HandMadeRuns.run(Config.OURS, "nut", 0, change.apply(HandMadeRuns.PLAN), 40,
                ALL_IMAGES.history().evaluations());
    }

    private static RunResult fitted() {
        RunSpec spec = ALL_IMAGES.spec();
        return new RunResult(new RunSpec(Rivals.PADIM, spec.dataset(), spec.category(), spec.data(), spec.backbone(),
                spec.weights(), spec.resolution(), Rivals.PADIM.heeded(spec.plan()), spec.seed()),
                new History(List.of(), List.of(HandMadeRuns.evaluated(1, 0.7, Optional.empty())), List.of(), List.of(),
                        OptionalInt.of(1)), 10, ALL_IMAGES.provenance(), Optional.empty());
    }

    private static RunResult on(String images, RunResult run) {
        RunSpec spec = run.spec();
        return new RunResult(new RunSpec(spec.config(), spec.dataset(), spec.category(), images, spec.backbone(),
                spec.weights(), spec.resolution(), spec.plan(), spec.seed()),
                run.history(), run.seconds(), run.provenance(), run.state());
    }
}
