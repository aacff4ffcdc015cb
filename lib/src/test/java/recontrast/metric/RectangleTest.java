package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;
import recontrast.golden.Uniform;

/** The metrics of maps that are not square: golden/rectangle.json is by scikit-learn, scikit-image and NumPy. */
class RectangleTest {

    private static final int HEIGHT = 24;
    private static final int WIDTH = 40;
    private static final double TOLERANCE = 1e-9;

    private final JsonNode golden = Golden.read("rectangle.json").get("metrics");
    private final List<ScoredImage> images = IntStream.range(0, 6).mapToObj(RectangleTest::image).toList();
    private final List<MaskedMap> maps = images.stream().map(ScoredImage::masked).toList();

    private static ScoredImage image(int i) {
        double[] values = Uniform.of("rectangle.map." + i, HEIGHT * WIDTH);
        boolean[] mask = new boolean[values.length];
        for (int pixel = 0; pixel < values.length; pixel++) {
            int row = pixel / WIDTH;
            int column = pixel % WIDTH;
            int radius = 2 + i % 2;
            boolean disc = (row - 4 - i) * (row - 4 - i) + (column - 6) * (column - 6) <= radius * radius;
            boolean box = row >= 15 && row <= 15 + i && column >= 30 && column <= 33 + i;
            mask[pixel] = i >= 2 && (disc || box);
            values[pixel] += mask[pixel] ? 0.8 : 0;
        }
        return new ScoredImage("" + i, i >= 2 ? "both" : "good", i >= 2,
                new AnomalyMap(HEIGHT, WIDTH, Separable.toFloats(values)), Optional.of(mask));
    }

    @Test
    void pixelMetricsEqualThoseOfOtherPrograms() {
        Localisation localisation = TestMetrics.of(images, ImageScore.MAXIMUM).localisation().orElseThrow();
        assertThat(localisation.pixelAuroc()).isCloseTo(golden.get("pixel_auroc").asDouble(), within(TOLERANCE));
        assertThat(localisation.pixelAp()).isCloseTo(golden.get("pixel_ap").asDouble(), within(TOLERANCE));
        assertThat(Aupro.exact(maps, 0.3)).isCloseTo(golden.get("aupro_exact_0.3").asDouble(), within(TOLERANCE));
        assertThat(Aupro.exact(maps, 0.05)).isCloseTo(golden.get("aupro_exact_0.05").asDouble(), within(TOLERANCE));
        double[] published = Aupro.publishedOfEach(maps);
        assertThat(published).hasSize(4);
        for (int i = 0; i < published.length; i++) {
            assertThat(published[i]).isCloseTo(
                    golden.get("aupro_per_image_200_thresholds").get(i).asDouble(), within(TOLERANCE));
        }
    }

    @Test
    void turnedOverTheDiagonalTheyAreTheSame() {
        List<ScoredImage> turned = images.stream().map(image -> new ScoredImage(image.id(), image.defect(),
                image.anomalous(), transposed(image.map()), image.mask().map(RectangleTest::transposed))).toList();
        TestMetrics upright = TestMetrics.of(images, ImageScore.TOP_PERCENT);
        TestMetrics lying = TestMetrics.of(turned, ImageScore.TOP_PERCENT);
        assertThat(lying).usingRecursiveComparison().withComparatorForType(
                (a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b), Double.class).isEqualTo(upright);
    }

    private static AnomalyMap transposed(AnomalyMap map) {
        float[] values = new float[map.values().length];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel % WIDTH * HEIGHT + pixel / WIDTH] = map.values()[pixel];
        }
        return new AnomalyMap(map.width(), map.height(), values);
    }

    private static boolean[] transposed(boolean[] mask) {
        boolean[] transposed = new boolean[mask.length];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            transposed[pixel % WIDTH * HEIGHT + pixel / WIDTH] = mask[pixel];
        }
        return transposed;
    }
}
