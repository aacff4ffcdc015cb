package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import recontrast.metric.PairedDifference.Figure;
import recontrast.metric.PairedDifference.Pair;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class PairedDifferenceTest {

    private static ImageFigures figures(List<Float> good, List<Float> defective, Float... aupros) {
        return new ImageFigures(good, defective, List.of(aupros));
    }

    private static Pair pair(String images, long seed, ImageFigures before, ImageFigures after) {
        return new Pair(images, seed, List.of(before), List.of(after));
    }

    @Test
    void isTheDifferenceOfTheFiguresWithTiesCountingHalf() {
        ImageFigures before = figures(List.of(1f, 2f), List.of(2f, 3f), 0.2f, 0.6f); // 1, 1/2, 1, 1 of four
        ImageFigures after = figures(List.of(1f, 4f), List.of(2f, 3f), 0.5f, 0.5f); // two of four

        assertThat(PairedDifference.of(List.of(pair("a", 0, before, after)), Figure.IMAGE_AUROC).mean())
                .isCloseTo(0.5 - 0.875, within(1e-12));
        assertThat(PairedDifference.of(List.of(pair("a", 0, before, after)), Figure.AUPRO).mean())
                .isCloseTo(0.1, within(1e-7));
    }

    @Test
    void readsInPoints() {
        assertThat(new PairedDifference(0.0213, -0.004, 0.0449)).hasToString("+2.1 [-0.4, +4.5]");
    }

    @Test
    void averagesEvaluationsThenCategoriesThenSeeds() {
        ImageFigures none = figures(List.of(1f), List.of(0f));
        ImageFigures all = figures(List.of(0f), List.of(1f));
        List<Pair> pairs = List.of(
                new Pair("a", 0, List.of(none, none), List.of(none, all)),
                pair("b", 0, none, all),
                pair("a", 1, none, none));

        assertThat(PairedDifference.of(pairs, Figure.IMAGE_AUROC).mean()).isEqualTo((0.75 + 0) / 2);
    }

    @Test
    void nothingIsLeftToChanceWhereBothAreTheSame() {
        ImageFigures same = figures(List.of(1f, 2f, 5f), List.of(2f, 3f, 4f), 0.1f, 0.5f, 0.9f);

        assertThat(PairedDifference.of(List.of(pair("a", 0, same, same)), Figure.IMAGE_AUROC))
                .isEqualTo(new PairedDifference(0, 0, 0));
    }

    /** Normal scores: AUROC is known, Phi(shift / sqrt 2), 0.7602 and 0.8556 for shifts of 1 and 1.5. */
    @Test
    void itsIntervalHoldsTheTrueDifferenceAboutNineteenTimesInTwenty() {
        long held = IntStream.range(0, 200).filter(trial -> {
            PairedDifference found = PairedDifference.of(List.of(drawn(new SplittableRandom(trial))), Figure.IMAGE_AUROC);
            return found.low() <= 0.0954 && 0.0954 <= found.high();
        }).count();

        assertThat(held).isBetween(180L, 198L);
    }

    private static Pair drawn(SplittableRandom random) {
        List<float[]> good = Stream.generate(() -> both(random, 0, 0)).limit(60).toList();
        List<float[]> defective = Stream.generate(() -> both(random, 1, 1.5)).limit(80).toList();
        return pair("drawn", 0,
                figures(good.stream().map(two -> two[0]).toList(), defective.stream().map(two -> two[0]).toList()),
                figures(good.stream().map(two -> two[1]).toList(), defective.stream().map(two -> two[1]).toList()));
    }

    /** Scores of one image by two models, whose noise they share in part. */
    private static float[] both(SplittableRandom random, double shiftBefore, double shiftAfter) {
        double shared = random.nextGaussian();
        return new float[] {(float) (shiftBefore + 0.8 * shared + 0.6 * random.nextGaussian()),
            (float) (shiftAfter + 0.8 * shared + 0.6 * random.nextGaussian())};
    }

    @Test
    void widensWithSeedsThatDisagree() {
        ImageFigures none = figures(List.of(1f), List.of(0f));
        ImageFigures all = figures(List.of(0f), List.of(1f));
        PairedDifference found = PairedDifference.of(
                List.of(pair("a", 0, none, all), pair("a", 1, all, none)), Figure.IMAGE_AUROC);

        assertThat(found).isEqualTo(new PairedDifference(0, -1, 1));
    }

    @Test
    void refusesWhatLacksTheFigure() {
        ImageFigures unmasked = figures(List.of(1f), List.of(0f));

        assertThatThrownBy(() -> PairedDifference.of(List.of(pair("a", 0, unmasked, unmasked)), Figure.AUPRO))
                .hasMessageContaining("expected runs with AUPRO of each image to compare");
    }
}
