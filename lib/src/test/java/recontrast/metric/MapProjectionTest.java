package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import recontrast.golden.Uniform;

class MapProjectionTest {

    private static final int SIDE = 64;
    private static final Percentage CLOSE = Percentage.withPercentage(1e-4); // 1e-6 relative

    private final JsonNode golden =
            new ObjectMapper().readTree(MapProjectionTest.class.getResource("/golden/anomaly_map.json"));

    MapProjectionTest() throws IOException {
    }

    @Test
    void upsampledDistancesEqualTheGoldenMap() {
        assertPixels(map(Smoothing.NONE), golden.get("raw"));
    }

    @Test
    void smoothedDistancesAndTheirScoresEqualTheGoldenOnes() {
        AnomalyMap map = map(Smoothing.STANDARD);

        assertPixels(map, golden.get("smooth"));
        assertThat(ImageScore.MAXIMUM.of(map)).isCloseTo(golden.get("score_max").doubleValue(), CLOSE);
        assertThat(ImageScore.MEAN.of(map)).isCloseTo(golden.get("score_mean").doubleValue(), CLOSE);
        assertThat(ImageScore.TOP_PERCENT.of(map)).isCloseTo(golden.get("score_top_1_percent").doubleValue(), CLOSE);
    }

    @Test
    void aMapThatIsSmoothedAfterwardsEqualsTheGoldenOneToo() {
        assertPixels(Smoothing.STANDARD.of(map(Smoothing.NONE)), golden.get("smooth"));
    }

    @Test
    void cornersAlignWithCorners() {
        assertThat(matrix(2, 3, 0)).containsExactly(1, 0, .5f, .5f, 0, 1);
        assertThat(matrix(1, 2, 0)).containsExactly(1, 1);
        assertThat(matrix(3, 1, 0)).containsExactly(1, 0, 0);
    }

    @Test
    void mirroredBordersKeepAConstantMapConstant() {
        for (int side : new int[] {1, 2, 5, 64}) { // a radius of 16 mirrors the smaller ones several times
            float[] matrix = matrix(side, side, 4);
            for (int row = 0; row < side; row++) {
                double sum = 0;
                for (int column = 0; column < side; column++) {
                    sum += matrix[row * side + column];
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
            }
        }
    }

    /** sigma 3/4 has radius 3; the map a b continues as b b a | a b | b a: from a, those lie at -3..-1, 0..1, 2..3. */
    @Test
    void aRadiusLargerThanTheMapIsMirroredAgain() {
        double one = Math.exp(-8 / 9.0);
        double two = Math.exp(-32 / 9.0);
        double three = Math.exp(-72 / 9.0);
        double sum = 1 + 2 * (one + two + three);

        float[] matrix = matrix(2, 2, 0.75);

        assertThat(matrix[0]).isCloseTo((float) ((1 + one + three) / sum), within(1e-7f));
        assertThat(matrix[1]).isCloseTo((float) ((one + 2 * two + three) / sum), within(1e-7f));
    }

    /** Five taps e^-(d*d/32); the corner loses the two left of it. */
    @Test
    void theUnifiedSettingReadsZerosBeyondTheBorder() {
        double near = Math.exp(-1 / 32.0);
        double far = Math.exp(-4 / 32.0);
        double sum = 1 + 2 * near + 2 * far;

        float[] matrix = matrix(6, 6, Smoothing.UNIFIED);

        assertThat(matrix[0]).isCloseTo((float) (1 / sum), within(1e-7f));
        assertThat(matrix[1]).isCloseTo((float) (near / sum), within(1e-7f));
        assertThat(matrix[2]).isCloseTo((float) (far / sum), within(1e-7f));
        assertThat(matrix[3]).isZero();
    }

    @Test
    void smoothingWithoutWidthIsRefused() {
        assertThatThrownBy(() -> matrix(4, 4, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected sigma >= 0");
        assertThatThrownBy(() -> matrix(0, 4, 1)).hasMessageContaining("found 0 points, 4 pixels");
    }

    private AnomalyMap map(Smoothing smoothing) {
        double[] map = new double[SIDE * SIDE];
        for (int view = 0; view < 2; view++) {
            for (int level = 0; level < 3; level++) {
                int channels = golden.get("feature_shapes").get(level).get(0).intValue();
                int side = golden.get("feature_shapes").get(level).get(1).intValue();
                double[] distances = distances(view + "." + level, channels, side * side);
                double[] part = Separable.project(distances, side, SIDE, smoothing);
                for (int pixel = 0; pixel < map.length; pixel++) {
                    map[pixel] += part[pixel];
                }
            }
        }
        return new AnomalyMap(SIDE, SIDE, Separable.toFloats(map));
    }

    /** 1 - cosine over the channels of (channels, points) features and their reconstruction. */
    private static double[] distances(String name, int channels, int points) {
        double[] target = Uniform.of("en." + name, channels * points);
        double[] change = Uniform.of("de." + name, channels * points);
        double[] distances = new double[points];
        for (int point = 0; point < points; point++) {
            double dot = 0;
            double targetSquare = 0;
            double otherSquare = 0;
            for (int i = point; i < target.length; i += points) {
                double other = target[i] + 0.5 * change[i];
                dot += target[i] * other;
                targetSquare += target[i] * target[i];
                otherSquare += other * other;
            }
            distances[point] = 1 - dot / Math.sqrt(targetSquare * otherSquare);
        }
        return distances;
    }

    private static void assertPixels(AnomalyMap map, JsonNode expected) {
        assertThat(expected.size()).isEqualTo(5);
        expected.properties().forEach(pixel -> {
            String[] place = pixel.getKey().split(",");
            float value = map.values()[Integer.parseInt(place[0]) * SIDE + Integer.parseInt(place[1])];
            assertThat((double) value).as(pixel.getKey()).isCloseTo(pixel.getValue().doubleValue(), CLOSE);
        });
    }

    private static float[] matrix(int featureSide, int mapSide, double sigma) {
        return matrix(featureSide, mapSide, Smoothing.mirrored(sigma));
    }

    private static float[] matrix(int featureSide, int mapSide, Smoothing smoothing) {
        return MapProjection.matrix(featureSide, mapSide, smoothing, MapProjection.Corners.ALIGNED);
    }
}
