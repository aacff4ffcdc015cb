package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TestMetricsTest {

    private static final Offset<Double> CLOSE = within(1e-6);

    private final JsonNode golden = GoldenImages.expected();
    private final List<ScoredImage> images = GoldenImages.scored();
    private final TestMetrics evaluation = TestMetrics.of(images, ImageScore.MAXIMUM);

    @Test
    void imageScoresEqualTheGoldenOnes() {
        for (int i = 0; i < images.size(); i++) {
            assertThat(ImageScore.MAXIMUM.of(images.get(i).map()))
                    .isCloseTo(golden.get("scores").get(i).doubleValue(), within(1e-7));
        }
    }

    @Test
    void imageMetricsEqualTheGoldenOnes() {
        assertThat(evaluation.good()).isEqualTo(5);
        assertThat(evaluation.defective()).isEqualTo(7);
        assertThat(evaluation.imageAuroc()).isCloseTo(golden("image_auroc"), within(1e-12));
        assertThat(evaluation.imageAp()).isCloseTo(golden("image_ap"), within(1e-12));
        assertThat(evaluation.imageF1().f1()).isCloseTo(golden("image_f1_max"), within(1e-12));
        assertThat(evaluation.imageF1().threshold()).isCloseTo(golden("image_f1_threshold"), within(1e-7));
        assertThat(evaluation.imageF1().accuracy()).isCloseTo(golden("image_accuracy_at_f1"), within(1e-12));
    }

    @Test
    void pixelMetricsEqualTheGoldenOnes() {
        Localisation localisation = evaluation.localisation().orElseThrow();
        assertThat(localisation.pixelAuroc()).isCloseTo(golden("pixel_auroc"), CLOSE);
        assertThat(localisation.pixelAp()).isCloseTo(golden("pixel_ap"), CLOSE);
        assertThat(localisation.auproPublished()).isCloseTo(golden("aupro_per_image_200_thresholds_mean"), CLOSE);
        assertThat(localisation.auproExact30()).isCloseTo(golden("aupro_exact_0.3"), CLOSE);
        assertThat(localisation.auproExact05()).isCloseTo(golden("aupro_exact_0.05"), CLOSE);
    }

    @Test
    void thereIsNoLocalisationWhereADefectiveImageHasNoMask() {
        ScoredImage last = images.get(11);
        List<ScoredImage> unmasked = List.of(images.get(0), images.get(5),
                new ScoredImage(last.id(), last.defect(), true, last.map(), Optional.empty()));

        assertThat(TestMetrics.of(unmasked, ImageScore.MEAN).localisation()).isEmpty();
    }

    @Test
    void oneKindOfImageAloneIsRefused() {
        assertThatThrownBy(() -> TestMetrics.of(images.subList(0, 5), ImageScore.MAXIMUM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("I-AUROC needs good and defective images; found 5 good, 0 defective");
        assertThatThrownBy(() -> TestMetrics.of(images.subList(5, 12), ImageScore.MAXIMUM))
                .hasMessageStartingWith("I-AUROC needs good and defective images; found 0 good, 7 defective");
    }

    @Test
    void meanOfTestSetsIsThatOfEachMetric() {
        TestMetrics one = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 0.5), localised(0.2));
        TestMetrics other = new TestMetrics(3, 4, 1.0, 0.25, new F1Max(0.4, 0.3, 1.0), localised(0.6));
        TestMetrics mean = TestMetrics.mean(List.of(one, other));
        assertThat(mean.good()).isEqualTo(4);
        assertThat(mean.defective()).isEqualTo(6);
        assertThat(mean.imageAuroc()).isEqualTo(0.75);
        assertThat(mean.imageAp()).isEqualTo(0.5);
        assertThat(mean.imageF1().f1()).isCloseTo(0.6, within(1e-15));
        assertThat(mean.imageF1().threshold()).isCloseTo(0.2, within(1e-15));
        assertThat(mean.imageF1().accuracy()).isEqualTo(0.75);
        assertThat(mean.localisation().orElseThrow().pixelAuroc()).isCloseTo(0.4, within(1e-15));
        assertThat(mean.localisation().orElseThrow().auproExact05()).isCloseTo(0.44, within(1e-15));
    }

    @Test
    void meanOfOneTestSetIsItself() {
        assertThat(TestMetrics.mean(List.of(evaluation))).isEqualTo(evaluation);
    }

    @Test
    void meanHasNoPixelMetricsWhereATestSetHasNone() {
        TestMetrics unmasked = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 0.5), Optional.empty());
        assertThat(TestMetrics.mean(List.of(evaluation, unmasked)).localisation()).isEmpty();
    }

    private static Optional<Localisation> localised(double auroc) {
        return Optional.of(new Localisation(auroc, 0.5, 0.5, 0.5, auroc + 0.04));
    }

    @Test
    void survivesJson() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());
        TestMetrics withoutMasks = new TestMetrics(1, 2, 0.5, 0.75, new F1Max(0.8, 0.1, 2 / 3.0), Optional.empty());

        assertThat(json.readValue(json.writeValueAsString(evaluation), TestMetrics.class)).isEqualTo(evaluation);
        assertThat(json.readValue(json.writeValueAsString(withoutMasks), TestMetrics.class)).isEqualTo(withoutMasks);
    }

    private double golden(String name) {
        return golden.get(name).doubleValue();
    }
}
