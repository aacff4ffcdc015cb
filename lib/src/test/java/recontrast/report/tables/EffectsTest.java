package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.metric.PairedDifference.Figure;
import recontrast.report.HandMadeRuns;
import recontrast.report.tables.Effects.Verdict;
import recontrast.run.RunResult;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class EffectsTest {

    private static final List<Float> GOOD = Collections.nCopies(40, 0f);

    /** I-AUROC is this, for half a tie counts one half: a share of the defective images is found, the others tie. */
    private static RunResult run(Config config, long seed, double share, float aupro) {
        List<Float> defective = IntStream.range(0, 40).mapToObj(i -> i < 40 * share ? 1f : 0f).toList();
        return HandMadeRuns.scored(config, "washer", seed, GOOD, defective, Collections.nCopies(40, aupro));
    }

    private static Effects.Effect only(Effects effects, Figure figure) {
        return effects.all().stream().filter(effect -> effect.figure() == figure).findFirst().orElseThrow();
    }

    @Test
    void pairsRunsOfOneSeedAndLeavesOutTheOthers() {
        Effects found = Effects.between(List.of(run(Config.A, 0, 0, 0.5f), run(Config.A, 1, 0.9, 0.5f)),
                List.of(run(Config.B, 0, 0.5, 0.5f), run(Config.B, 2, 0, 0.5f)));

        assertThat(only(found, Figure.IMAGE_AUROC).difference().mean()).isEqualTo(0.25);
        assertThat(only(found, Figure.IMAGE_AUROC).seeds()).isEqualTo(1);
    }

    @Test
    void tellsWhetherThePapersEffectIsShown() {
        List<RunResult> worse = List.of(run(Config.C, 0, 0.2, 0.4f), run(Config.C, 1, 0.2, 0.4f));
        List<RunResult> better = List.of(run(Config.B, 0, 0.8, 0.6f), run(Config.B, 1, 0.8, 0.6f));
        List<RunResult> same = List.of(run(Config.D, 0, 0.2, 0.4f), run(Config.D, 1, 0.2, 0.4f));

        assertThat(only(Effects.between(better, worse), Figure.IMAGE_AUROC).verdict()).isEqualTo(Verdict.SHOWN);
        assertThat(only(Effects.between(worse, same), Figure.IMAGE_AUROC).verdict()).isEqualTo(Verdict.NOT_SHOWN);
        assertThat(only(Effects.between(better.stream().map(run -> run(Config.C, run.spec().seed(), 0.8, 0.6f)).toList(),
                same), Figure.IMAGE_AUROC).verdict()).isEqualTo(Verdict.REVERSED);
    }

    private static String fallOfAupro(Config before, Config after) {
        return only(Effects.between(List.of(run(before, 0, 0.5, 0.6f)), List.of(run(after, 0, 0.5, 0.4f))), Figure.AUPRO)
                .toString();
    }

    /** The paper's D outlines worse than its C (AUPRO 84.11 and 88.24), so a fall is the effect. */
    @Test
    void takesThePapersSideFromThePapersFigures() {
        assertThat(fallOfAupro(Config.C, Config.D)).isEqualTo(
                "From C to D, AUPRO changes by -20.0 [-20.0, -20.0]; in the paper by -4.13: shown.");
    }

    @Test
    void knowsNoPapersFigureOfTwoPlansOfOneConfiguration() {
        assertThat(fallOfAupro(Config.OURS, Config.OURS)).isEqualTo(
                "From Ours to Ours, AUPRO changes by -20.0 [-20.0, -20.0].");
    }

    @Test
    void listsTheStepsWhoseTwoConfigurationsAreThere() {
        List<RunResult> runs = Stream.of(Config.A, Config.B, Config.E, Config.OURS)
                .map(config -> run(config, 0, 0.5, 0.5f)).toList();

        assertThat(Effects.of(runs).all()).filteredOn(effect -> effect.figure() == Figure.IMAGE_AUROC)
                .extracting(effect -> effect.before() + " " + effect.after())
                .containsExactly("A B", "E Ours", "B Ours");
        assertThat(Effects.of(runs).sheet().text()).contains("one seed, so what another seed would change");
    }

    /** The paper's I-AUROC rises from A to B and from B to Ours; here it rises and falls, and AUPRO stays. */
    @Test
    void namesWhichOfThePapersEffectsAreThereAndWhichAreNot() {
        assertThat(Effects.of(List.of(run(Config.A, 0, 0.2, 0.5f), run(Config.B, 0, 0.8, 0.5f),
                run(Config.OURS, 0, 0.2, 0.5f))).verdicts()).isEqualTo("""
                I-AUROC, shown (1 of 2): A to B
                I-AUROC, reversed (1 of 2): B to Ours
                AUPRO, not shown (2 of 2): A to B, B to Ours""");
    }

    @Test
    void runsThatDidNotKeepTheirImagesGiveNone() {
        assertThat(Effects.between(List.of(HandMadeRuns.finished(Config.A, "washer", 0, 0.5, 0.6)),
                List.of(HandMadeRuns.finished(Config.B, "washer", 0, 0.5, 0.6))).all()).isEmpty();
    }
}
