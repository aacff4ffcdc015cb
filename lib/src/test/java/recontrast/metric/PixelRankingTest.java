package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definitions, every distinct score of any pixel tried as threshold. */
class PixelRankingTest {

    private static final int SIDE = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 1 << 24})
    void pixelMetricsAreThoseOfAllPixelsSorted(int steps) {
        List<MaskedMap> maps = maps(steps);
        Ranking all = Ranking.of(scores(maps), mask(maps));
        Ranking cuts = PixelRanking.of(maps, "P-AUROC").cuts();

        assertThat(Auroc.of(cuts)).isEqualTo(Auroc.of(all));
        assertThat(AveragePrecision.of(cuts)).isEqualTo(AveragePrecision.of(all));
        assertThat(F1Max.of(cuts).f1()).isEqualTo(F1Max.of(all).f1());
        assertThat(cuts.normal()).isEqualTo(all.normal());
        assertThat(cuts.anomalous()).isEqualTo(all.anomalous());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "3, 0.05", "3, 0.3", "3, 1", "1000, 0.05", "1000, 0.3", "1000, 1", "16777216, 0.3"})
    void exactAuproIsTheAreaUnderTheCurveOfAllThresholds(int steps, double limit) {
        List<MaskedMap> maps = maps(steps);

        assertThat(Aupro.exact(maps, limit)).isCloseTo(area(maps, limit), within(1e-12));
    }

    /** A cut finds exactly what its threshold does. */
    @Test
    void cutsFallAndFindWhatTheirThresholdsSay() {
        List<MaskedMap> maps = maps(30);
        double[] scores = scores(maps);
        boolean[] mask = mask(maps);
        Ranking cuts = PixelRanking.of(maps, "P-AUROC").cuts();

        for (int i = 0; i < cuts.size(); i++) {
            double threshold = cuts.threshold(i);
            assertThat(threshold).isLessThan(i == 0 ? Double.POSITIVE_INFINITY : cuts.threshold(i - 1));
            assertThat(cuts.truePositives(i)).isEqualTo(count(scores, mask, true, threshold));
            assertThat(cuts.falsePositives(i)).isEqualTo(count(scores, mask, false, threshold));
        }
    }

    @Test
    void morePixelsThanCanBeCountedAreRefused() {
        MaskedMap large = MaskedMap.good(new AnomalyMap(2048, 1024, new float[1 << 21]));
        assertThatThrownBy(() -> PixelRanking.of(Collections.nCopies(1 << 10, large), "P-AUROC")).hasMessage(
                "P-AUROC counts at most 2147483647 pixels; found 2147483648: test fewer images, or smaller ones");
    }

    @Test
    void pixelsOfOneKindAreRefused() {
        MaskedMap defect = new MaskedMap(new AnomalyMap(1, 1, new float[1]), new boolean[] {true});

        assertThatThrownBy(() -> PixelRanking.of(List.of(defect), "P-AUROC"))
                .hasMessage("P-AUROC needs normal and defective pixels; found 0 normal, 1 defective in 1 masks");
    }

    /** Three images, the last one good, with scores of both signs; few {@code steps} between them make many ties. */
    private static List<MaskedMap> maps(int steps) {
        SplittableRandom random = new SplittableRandom(steps);
        return IntStream.range(0, 3).mapToObj(image -> {
            float[] values = new float[SIDE * SIDE];
            boolean[] mask = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
                mask[i] = image < 2 && (i / SIDE % 8 < 3 && i % SIDE % 6 < 2);
                double score = random.nextDouble() - (mask[i] ? 0.4 : 0.6);
                values[i] = (float) (Math.rint(score * steps) / steps * Math.pow(10, random.nextInt(2)));
            }
            return new MaskedMap(new AnomalyMap(SIDE, SIDE, values), mask);
        }).toList();
    }

    private static double[] scores(List<MaskedMap> maps) {
        return maps.stream().flatMapToDouble(map ->
                IntStream.range(0, map.mask().length).mapToDouble(i -> map.map().values()[i])).toArray();
    }

    private static boolean[] mask(List<MaskedMap> maps) {
        boolean[] mask = new boolean[maps.size() * SIDE * SIDE];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = maps.get(i / (SIDE * SIDE)).mask()[i % (SIDE * SIDE)];
        }
        return mask;
    }

    private static int count(double[] scores, boolean[] mask, boolean kind, double threshold) {
        return (int) IntStream.range(0, mask.length).filter(i -> mask[i] == kind && scores[i] >= threshold).count();
    }

    private static double area(List<MaskedMap> maps, double limit) {
        double[] scores = scores(maps);
        boolean[] mask = mask(maps);
        List<float[]> regions = maps.stream().flatMap(map -> map.regionScores().stream()).toList();
        double normals = count(scores, mask, false, Double.NEGATIVE_INFINITY);
        double area = 0;
        double fpr = 0;
        double overlap = 0;
        for (double threshold : Arrays.stream(scores).distinct().map(score -> -score).sorted().map(score -> -score)
                .toArray()) {
            double nextFpr = count(scores, mask, false, threshold) / normals;
            double nextOverlap = regions.stream().mapToDouble(region -> share(region, threshold)).average()
                    .orElseThrow();
            if (nextFpr > limit) {
                double part = (limit - fpr) / (nextFpr - fpr);
                return (area + (limit - fpr) * (overlap + overlap + part * (nextOverlap - overlap)) / 2) / limit;
            }
            area += (nextFpr - fpr) * (overlap + nextOverlap) / 2;
            fpr = nextFpr;
            overlap = nextOverlap;
        }
        return area / limit;
    }

    private static double share(float[] region, double threshold) {
        return IntStream.range(0, region.length).filter(i -> region[i] >= threshold).count() / (double) region.length;
    }
}
