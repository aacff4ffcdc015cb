package recontrast.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import recontrast.golden.Golden;

class FeatureDiversityTest {

    @Test
    void equalsTheReference() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray features = Golden.tensor(manager, "div.f", new Shape(4, 16, 8, 8), u -> u);
            features.get(":, 0:4").muli(0.1);
            assertThat(FeatureDiversity.of(features))
                    .isCloseTo(Golden.read("diversity.json").get("std").asDouble(), within(1e-6));
        }
    }

    @Test
    void isZeroWhereAllPointsAgree() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(FeatureDiversity.of(manager.ones(new Shape(2, 8, 4, 4)))).isCloseTo(0, within(1e-6));
        }
    }
}
