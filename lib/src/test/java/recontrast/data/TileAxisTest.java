package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileAxisTest {

    /** Starts 0, 3 and, moved inwards, 5; ramps 1/2, 1, 1, 1/2, divided by their sums where two tiles meet. */
    @Test
    void weightsAreThoseComputedByHand() {
        TileAxis axis = new TileAxis(9, 4, 1);
        assertThat(IntStream.range(0, axis.count()).map(axis::start)).containsExactly(0, 3, 5);
        assertThat(axis.weights()).isDeepEqualTo(new float[][] {
            {1, 1, 1, 1 / 2f}, {1 / 2f, 1, 2 / 3f, 1 / 3f}, {1 / 3f, 2 / 3f, 1, 1}});
    }

    @Test
    void withoutOverlapATileCountsAlone() {
        assertThat(new TileAxis(6, 3, 0).weights()).isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 1, 1}});
    }

    @Test
    void anImageOfATileIsOneTile() {
        assertThat(new TileAxis(4, 4, 3).weights()).isDeepEqualTo(new float[][] {{1, 1, 1, 1}});
    }

    @ParameterizedTest
    @CsvSource({"2048, 256, 32, 9", "2049, 256, 32, 10", "256, 256, 32, 1", "257, 256, 32, 2", "2000, 64, 0, 32",
        "100, 64, 63, 37", "1000, 256, 200, 15"})
    void tilesCoverEachPixelOfTheImageAndWeightsSumToOne(int length, int tile, int overlap, int count) {
        TileAxis axis = new TileAxis(length, tile, overlap);
        float[][] weights = axis.weights();
        assertThat(axis.count()).isEqualTo(count).isEqualTo(weights.length);
        double[] sums = new double[length]; // a tile beyond the edge would leave it
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < tile; k++) {
                sums[axis.start(i) + k] += weights[i][k];
                assertThat(weights[i][k]).isPositive();
            }
        }
        assertThat(sums).containsExactly(IntStream.range(0, length).mapToDouble(x -> 1).toArray(), within(1e-6));
        assertThat(axis.start(0)).isZero();
        assertThat(axis.start(count - 1)).isEqualTo(length - tile);
        for (int i = 1; i < count; i++) {
            assertThat(axis.start(i) - axis.start(i - 1)).isBetween(1, tile - overlap);
        }
    }
}
