package recontrast.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recontrast.data.ImageSize;
import recontrast.golden.Golden;
import recontrast.loss.Cosine;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class MapUpsamplingTest {

    private static final double TOLERANCE = 1e-5;
    private static final ImageSize WIDE = new ImageSize(64, 160);

    @Test
    void drawsTheReferencesMap() {
        JsonNode expected = Golden.read("anomaly_map.json");
        try (NDManager manager = NDManager.newBaseManager()) {
            int side = expected.get("size").asInt();
            AnomalyMap map = map(
                    ImageSize.square(side), Smoothing.STANDARD, Corners.ALIGNED, distances(manager, expected));
            assertPoints(map, expected.get("smooth"));
            assertThat(ImageScore.MAXIMUM.of(map)).isCloseTo(expected.get("score_max").asDouble(), within(TOLERANCE));
            assertThat(ImageScore.MEAN.of(map)).isCloseTo(expected.get("score_mean").asDouble(), within(TOLERANCE));
        }
    }

    /** golden/rectangle.json is by PyTorch's interpolation and SciPy's filter. */
    @ParameterizedTest
    @EnumSource
    void drawsTheMapOfARectangle(Corners corners) {
        JsonNode maps = Golden.read("rectangle.json").get("maps");
        JsonNode expected = maps.get(corners.name().toLowerCase(Locale.ROOT));
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> distances = new ArrayList<>();
            for (Stage stage : Stage.values()) {
                distances.add(Golden.tensor(manager, "rectangle.distances." + stage.ordinal(),
                        new Shape(1, WIDE.height() / stage.stride(), WIDE.width() / stage.stride()), u -> u));
            }
            assertPoints(map(WIDE, Smoothing.mirrored(0), corners, distances), expected.get("raw"));
            AnomalyMap smooth = map(WIDE, Smoothing.STANDARD, corners, distances);
            assertPoints(smooth, expected.get("smooth"));
            assertThat(smooth.max()).isCloseTo(expected.get("score_max").asDouble(), within(TOLERANCE));
            assertThat(smooth.mean()).isCloseTo(expected.get("score_mean").asDouble(), within(TOLERANCE));
            assertThat(smooth.topPercentMean()).isCloseTo(
                    expected.get("score_top_1_percent").asDouble(), within(TOLERANCE));

            AnomalyMap turned = map(new ImageSize(WIDE.width(), WIDE.height()), Smoothing.STANDARD, corners,
                    distances.stream().map(each -> each.transpose(0, 2, 1)).toList());
            NDArray upright = manager.create(turned.values(), new Shape(turned.height(), turned.width())).transpose();
            NDArray expectedMap = manager.create(smooth.values(), new Shape(smooth.height(), smooth.width()));
            assertThat(upright.sub(expectedMap).abs().max().getFloat()).isLessThan((float) TOLERANCE);
        }
    }

    private static AnomalyMap map(ImageSize size, Smoothing smoothing, Corners corners, List<NDArray> distances) {
        NDManager manager = distances.get(0).getManager();
        return new MapUpsampling(manager, size, smoothing, corners).maps(distances, manager).get(0);
    }

    private static void assertPoints(AnomalyMap map, JsonNode expected) {
        assertThat(expected.size()).isPositive();
        expected.propertyStream().forEach(point -> {
            String[] at = point.getKey().split(",");
            float value = map.values()[Integer.parseInt(at[0]) * map.width() + Integer.parseInt(at[1])];
            assertThat((double) value).isCloseTo(point.getValue().asDouble(), within(TOLERANCE));
        });
    }

    /** Distances of 1 everywhere; taps e^-(d*d/32) of which the edge loses the two, or the one, beyond it. */
    @Test
    void readsZerosBeyondTheEdgeInTheUnifiedSetting() {
        double near = Math.exp(-1 / 32.0);
        double far = Math.exp(-4 / 32.0);
        double sum = 1 + 2 * near + 2 * far;
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray target = manager.create(new float[] {1, 0}, new Shape(1, 2, 1, 1)).tile(new long[] {1, 1, 6, 6});
            NDArray other = manager.create(new float[] {0, 1}, new Shape(1, 2, 1, 1)).tile(new long[] {1, 1, 6, 6});
            float[] map = new MapUpsampling(manager, ImageSize.square(6), Smoothing.UNIFIED, Corners.ALIGNED)
                    .maps(Cosine.pointDistances(target, other), manager).get(0).values();
            double corner = (1 + near + far) / sum;
            assertThat((double) map[0]).isCloseTo(corner * corner, within(TOLERANCE));
            assertThat((double) map[2]).isCloseTo(corner, within(TOLERANCE));
            assertThat((double) map[1]).isCloseTo(corner * (1 + 2 * near + far) / sum, within(TOLERANCE));
            assertThat((double) map[2 * 6 + 2]).isCloseTo(1, within(TOLERANCE));
        }
    }

    /** Of two encoders, at each stage. */
    private static List<NDArray> distances(NDManager manager, JsonNode expected) {
        List<NDArray> distances = new ArrayList<>();
        for (int set = 0; set < 2; set++) {
            for (Stage stage : Stage.values()) {
                int k = stage.ordinal();
                JsonNode shape = expected.get("feature_shapes").get(k);
                Shape features = new Shape(1, shape.get(0).asInt(), shape.get(1).asInt(), shape.get(1).asInt());
                NDArray target = Golden.tensor(manager, "en." + set + "." + k, features, u -> u);
                NDArray error = Golden.tensor(manager, "de." + set + "." + k, features, u -> 0.5 * u);
                distances.add(Cosine.pointDistances(target, target.add(error)));
            }
        }
        return distances;
    }
}
