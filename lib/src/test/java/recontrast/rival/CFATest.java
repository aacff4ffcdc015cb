package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.data.ImageSize;
import recontrast.data.Resolution;
import recontrast.model.Features;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class CFATest {

    private static final ImageSize SQUARE = ImageSize.square(16); // points
    private static final int CHANNELS = 176; // 24 + 40 + 112

    /** golden/frozen_heads.json was computed by anomalib. */
    @Test
    void drawsTheMapsOfAnotherImplementation() {
        try (OneStep step = new OneStep(Rivals.CFA)) {
            step.assertGoldenMaps("cfa");
        }
    }

    /** With a radius at which some patches are drawn and some pushed. */
    @ParameterizedTest
    @ValueSource(strings = {"16", "16x24"})
    void remembersMeansAndLosesWhatTheHyperspheresSay(String size) {
        double squaredRadius = 144;
        ImageSize points = ImageSize.parse(size);
        try (OneStep step = new OneStep(new CFA(3, 3, 12, 0.1, 1, 1, 1e-3, 5e-4),
                Resolution.of(new ImageSize(4 * points.height(), 4 * points.width())))) {
            double[][] described = described(step, points);
            double[][] memory = means(described);
            double[][] nearest = Stream.of(described).map(row -> Stream.of(memory)
                    .mapToDouble(mean -> squared(row, mean)).sorted().limit(6).toArray()).toArray(double[][]::new);
            double drawn = mean(nearest, 0, 3, distance -> distance - squaredRadius);
            double pushed = mean(nearest, 3, 6, distance -> squaredRadius - distance - 0.1);
            assertThat(drawn).isPositive();
            assertThat(pushed).isPositive();
            OneStep.assertFigure(step.take(), drawn + pushed);
            assertThat(step.values("memory")).containsExactly(
                    Stream.of(memory).flatMapToDouble(Arrays::stream).toArray(), within(1e-4));
            assertThat(step.values("radius")[0]).as("is learnt").isNotEqualTo(12);
        }
    }

    @Test
    void compressesTheMemoryToCentresOfClusters() {
        try (OneStep step = new OneStep(new CFA(3, 3, 1e-5, 0.1, 16, 2, 1e-3, 5e-4))) {
            double[][] means = means(described(step, SQUARE));
            step.take();
            double[][] centres = OneStep.rows(step.values("memory"), CHANNELS / 2);
            assertThat(centres).hasDimensions(16, 88);
            int[] cluster = Stream.of(means).mapToInt(mean -> IntStream.range(0, centres.length).boxed()
                    .min((a, b) -> Double.compare(squared(mean, centres[a]), squared(mean, centres[b])))
                    .orElseThrow()).toArray();
            for (int c = 0; c < centres.length; c++) {
                int number = c;
                double[][] members = IntStream.range(0, means.length).filter(i -> cluster[i] == number)
                        .mapToObj(i -> means[i]).toArray(double[][]::new);
                assertThat(centres[c]).containsExactly(mean(members), within(1e-3));
            }
        }
    }

    @Test
    void aMemoryThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> new OneStep(new CFA(3, 3, 1e-5, 0.1, 64, 1, 1e-3, 5e-4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a memory of at least 6 patches, of 1 channel; found 4 of 176:"
                        + " give larger images or less compression");
    }

    /** Of all images, by the descriptor as it is. */
    private static double[][] described(OneStep step, ImageSize points) {
        Features features = step.features();
        double[][] patches = OneStep.rows(OneStep.doubles(Patches.rows(
                Patches.of(features.layer1(), features.layer2(), features.layer3()))), CHANNELS);
        return step.linear("descriptor", IntStream.range(0, patches.length).mapToObj(i -> {
            double[] placed = Arrays.copyOf(patches[i], CHANNELS + 2);
            placed[CHANNELS] = 2.0 * (i % points.area() / points.width()) / (points.height() - 1) - 1;
            placed[CHANNELS + 1] = 2.0 * (i % points.width()) / (points.width() - 1) - 1;
            return placed;
        }).toArray(double[][]::new));
    }

    private static double[][] means(double[][] described) {
        int points = described.length / OneStep.IMAGES;
        return IntStream.range(0, points).mapToObj(point -> mean(IntStream.range(0, OneStep.IMAGES)
                .mapToObj(image -> described[image * points + point]).toArray(double[][]::new)))
                .toArray(double[][]::new);
    }

    private static double[] mean(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToDouble(c -> Stream.of(rows).mapToDouble(row -> row[c]).average().orElseThrow()).toArray();
    }

    private static double mean(double[][] nearest, int from, int to, DoubleUnaryOperator excess) {
        return Stream.of(nearest).flatMapToDouble(row -> Arrays.stream(row, from, to))
                .map(excess).map(x -> Math.max(0, x)).average().orElseThrow();
    }

    private static double squared(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
    }
}
