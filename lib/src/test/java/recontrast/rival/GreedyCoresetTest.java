package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import recontrast.run.Compute;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

class GreedyCoresetTest {

    private static final int DIMENSIONS = 20;

    @Test
    void choosesWhatComparingAllWithAllChooses() {
        float[][] points = clusters(6000);
        assertThat(chosen(points, 600, 17)).containsExactly(textbook(points, 600, 17));
    }

    @Test
    void choosesEachPointOnceThoughAllAreTheSame() {
        assertThat(chosen(new float[5000][DIMENSIONS], 5000, 3))
                .startsWith(3).containsExactlyInAnyOrder(IntStream.range(0, 5000).toArray());
    }

    @Test
    void endsWhereItIsInterrupted() {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            assertThatThrownBy(() -> GreedyCoreset.of(manager.randomNormal(new Shape(5000, 4)), 100, 0, () -> {
                throw new CancellationException("now");
            })).hasMessage("now");
        }
    }

    /** Some points far apart and many near one another, as patches are. */
    private static float[][] clusters(int count) {
        Random random = new Random(5);
        float[][] points = new float[count][DIMENSIONS];
        for (int i = 0; i < count; i++) {
            Random center = new Random(i % 40);
            double spread = i % 3 == 0 ? 1 : 0.1;
            for (int d = 0; d < DIMENSIONS; d++) {
                points[i][d] = (float) (center.nextGaussian() + spread * random.nextGaussian());
            }
        }
        return points;
    }

    private static int[] chosen(float[][] points, int count, int first) {
        try (NDManager manager = Compute.manager(Device.cpu())) {
            return GreedyCoreset.of(manager.create(points), count, first, () -> { });
        }
    }

    private static int[] textbook(float[][] points, int count, int first) {
        double[] distances = new double[points.length];
        Arrays.fill(distances, Double.MAX_VALUE);
        int[] chosen = new int[count];
        chosen[0] = first;
        for (int size = 1; size < count; size++) {
            int farthest = 0;
            for (int i = 0; i < points.length; i++) {
                distances[i] = Math.min(distances[i], squared(points[i], points[chosen[size - 1]]));
                farthest = distances[i] > distances[farthest] ? i : farthest;
            }
            chosen[size] = farthest;
        }
        return chosen;
    }

    private static double squared(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(d -> ((double) a[d] - b[d]) * ((double) a[d] - b[d])).sum();
    }
}
