package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuproTest {

    private static final AnomalyMap FLAT = new AnomalyMap(2, 2, new float[] {7, 7, 7, 7});

    @Test
    void publishedEqualsTheGoldenFigureOfEachImage() {
        List<MaskedMap> defective = GoldenImages.defective();
        for (int i = 0; i < defective.size(); i++) {
            assertThat(Aupro.published(List.of(defective.get(i))))
                    .isCloseTo(GoldenImages.expected().get("aupro_per_image_200_thresholds").get(i).doubleValue(),
                            within(1e-9));
        }
    }

    @Test
    void exactOverSingleImagesEqualsTheGoldenMean() {
        double mean = GoldenImages.defective().stream().mapToDouble(image -> Aupro.exact(List.of(image), 0.3))
                .average().orElseThrow();

        assertThat(mean).isCloseTo(GoldenImages.expected().get("aupro_per_image_exact_0.3_mean").doubleValue(),
                within(1e-6));
    }

    @Test
    void exactIsTheAreaUnderAHandDrawnCurve() {
        AnomalyMap map = new AnomalyMap(3, 3, new float[] {.9f, .1f, .5f, .7f, .1f, .1f, .5f, .1f, .1f});
        boolean[] mask = {true, false, true, false, false, false, false, false, false};
        // seven normal pixels: .7, then .5 tied with the second region, then five of .1

        assertThat(Aupro.exact(List.of(new MaskedMap(map, mask)), 1 / 7.0)).isCloseTo(0.5, within(1e-12));
        assertThat(Aupro.exact(List.of(new MaskedMap(map, mask)), 1.5 / 7)) // half way up the ramp: 3/4 is found
                .isCloseTo((0.5 + (0.5 + 0.75) / 2 / 2) / 1.5, within(1e-12));
        assertThat(Aupro.exact(List.of(new MaskedMap(map, mask)), 1))
                .isCloseTo((0.5 + 0.75 + 5) / 7, within(1e-12));
    }

    @Test
    void smallAndLargeRegionsWeighTheSame() {
        AnomalyMap map = new AnomalyMap(3, 3, new float[] {9, 5, 1, 2, 2, 2, 1, 1, 1});
        boolean[] mask = {true, false, false, false, false, false, true, true, true};

        // the corner is found before any normal pixel, the bottom row tied with the last of five
        assertThat(Aupro.exact(List.of(new MaskedMap(map, mask)), 0.8)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void goodImagesCountAsFalsePositivesOfTheExactFigureOnly() {
        MaskedMap defect = new MaskedMap(new AnomalyMap(2, 2, new float[] {4, 3, 2, 1}),
                new boolean[] {true, false, false, false});
        MaskedMap good = MaskedMap.good(new AnomalyMap(1, 1, new float[] {5}));

        assertThat(Aupro.exact(List.of(defect), 1)).isEqualTo(1);
        assertThat(Aupro.exact(List.of(defect, good), 1)).isCloseTo(0.75, within(1e-12));
        assertThat(Aupro.published(List.of(defect, good))).isEqualTo(Aupro.published(List.of(defect)));
    }

    @Test
    void aConstantMapFindsNothingByTheStepsAndChanceExactly() {
        List<MaskedMap> constant = List.of(new MaskedMap(FLAT, new boolean[] {true, false, false, false}));

        assertThat(Aupro.published(constant)).isZero();
        assertThat(Aupro.exact(constant, 0.3)).isCloseTo(0.15, within(1e-12));
    }

    @Test
    void aMapEqualToItsMaskIsPerfect() {
        List<MaskedMap> perfect = List.of(new MaskedMap(new AnomalyMap(2, 2, new float[] {1, 0, 0, 0}),
                new boolean[] {true, false, false, false}));

        assertThat(Aupro.published(perfect)).isEqualTo(1);
        assertThat(Aupro.exact(perfect, 0.3)).isEqualTo(1);
    }

    @Test
    void mapsWithoutDefectsAreRefused() {
        List<MaskedMap> good = List.of(MaskedMap.good(FLAT));

        assertThatThrownBy(() -> Aupro.exact(good, 0.3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AUPRO needs normal and defective pixels; found 4 normal, 0 defective in 1 masks");
        assertThatThrownBy(() -> Aupro.published(good)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AUPRO needs defective images");
        assertThatThrownBy(() -> Aupro.exact(GoldenImages.defective(), 30)).hasMessageContaining("found 30.0");
    }
}
