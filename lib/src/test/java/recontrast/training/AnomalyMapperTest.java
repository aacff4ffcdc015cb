package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;
import recontrast.model.FeaturePair;
import recontrast.model.Stage;
import recontrast.model.View;

import java.util.ArrayList;
import java.util.List;

class AnomalyMapperTest {

    private static final double TOLERANCE = 1e-5;

    @Test
    void drawsTheReferencesMap() {
        JsonNode expected = Golden.read("anomaly_map.json");
        try (NDManager manager = NDManager.newBaseManager()) {
            int side = expected.get("size").asInt();
            AnomalyMap map = new AnomalyMapper(manager, side).maps(pairs(manager, expected), manager).get(0);
            expected.get("smooth").propertyStream().forEach(point -> {
                String[] at = point.getKey().split(",");
                float value = map.values()[Integer.parseInt(at[0]) * side + Integer.parseInt(at[1])];
                assertThat((double) value).isCloseTo(point.getValue().asDouble(), within(TOLERANCE));
            });
            assertThat(ImageScore.MAXIMUM.of(map)).isCloseTo(expected.get("score_max").asDouble(), within(TOLERANCE));
            assertThat(ImageScore.MEAN.of(map)).isCloseTo(expected.get("score_mean").asDouble(), within(TOLERANCE));
        }
    }

    private static List<FeaturePair> pairs(NDManager manager, JsonNode expected) {
        List<FeaturePair> pairs = new ArrayList<>();
        for (int set = 0; set < 2; set++) {
            for (Stage stage : Stage.values()) {
                int k = stage.ordinal();
                JsonNode shape = expected.get("feature_shapes").get(k);
                Shape features = new Shape(1, shape.get(0).asInt(), shape.get(1).asInt(), shape.get(1).asInt());
                NDArray target = Golden.tensor(manager, "en." + set + "." + k, features, u -> u);
                NDArray error = Golden.tensor(manager, "de." + set + "." + k, features, u -> 0.5 * u);
                pairs.add(new FeaturePair(View.values()[set], stage, target, target.add(error)));
            }
        }
        return pairs;
    }
}
