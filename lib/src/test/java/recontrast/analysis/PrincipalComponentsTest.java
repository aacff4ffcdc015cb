package recontrast.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

import java.util.List;

class PrincipalComponentsTest {

    @Test
    void findsTheDirectionInWhichFeaturesDiffer() {
        double[][] one = {{3, 0, 0, 0}, {0, 5, 0, 0}};
        double[][] other = {{1, 0, 0, 0}, {0, 1, 0, 0}};
        List<double[][]> projected = PrincipalComponents.of(List.of(one, other));
        // after normalising, all variance lies along (1, -1, 0, 0) / sqrt(2): the points are sqrt(2) apart
        assertThat(Math.abs(projected.get(0)[0][0] - projected.get(0)[1][0])).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(projected.get(1)[0][0]).isCloseTo(projected.get(0)[0][0], within(1e-12));
        assertThat(projected.get(0)[0][1]).isCloseTo(projected.get(0)[1][1], within(1e-12));
    }

    @Test
    void takesTheChannelsOfEachPoint() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray features = manager.arange(16f).reshape(new Shape(2, 2, 2, 2)); // the second image from 8 on
            assertThat(PrincipalComponents.points(features, 1))
                    .isEqualTo(new double[][] {{8, 12}, {9, 13}, {10, 14}, {11, 15}});
        }
    }
}
