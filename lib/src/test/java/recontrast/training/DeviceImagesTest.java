package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.FewImages;
import recontrast.data.MaskRule;
import recontrast.data.MemoryBudget;
import recontrast.data.Picture;
import recontrast.data.PreparedImages;
import recontrast.data.Resolution;
import recontrast.data.Sample;
import recontrast.run.Compute;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

class DeviceImagesTest {

    private static final int BYTES = 3 * 64 * 64; // an image's

    @ParameterizedTest
    @ValueSource(longs = {0, 2 * BYTES, 1 << 30})
    void batchesAreThoseOfTheImagesWhetherKeptOrNot(long budget) {
        PreparedImages images = prepared(FewImages.washers(4).train());
        try (NDManager manager = Compute.manager(Device.cpu())) {
            Batches.Source kept = KeptTensors.input(images, manager, budget);
            for (int[] indices : new int[][] {{0, 1}, {2}, {1, 3, 0}, {3, 3, 2}}) {
                try (NDManager step = manager.newSubManager()) {
                    NDArray batch = kept.batch(step, indices);
                    assertThat(batch.getShape()).isEqualTo(images.batch(step, indices).getShape());
                    assertThat(batch.toFloatArray()).isEqualTo(images.batch(step, indices).toFloatArray());
                }
            }
        }
    }

    @Test
    void whatFitsIsAskedForOnceAndNothingElseStays() {
        AtomicInteger decoded = new AtomicInteger();
        Sample sample = new Sample("0", Sample.GOOD, () -> {
            decoded.incrementAndGet();
            return new Picture(64, 64, new byte[BYTES]);
        }, Optional.empty(), "f");
        PreparedImages images = prepared(List.of(sample, sample));
        try (NDManager manager = Compute.manager(Device.cpu())) {
            NDManager keeper = manager.newSubManager();
            Batches.Source kept = KeptTensors.input(images, keeper, BYTES);
            for (int epoch = 0; epoch < 3; epoch++) {
                try (NDManager step = manager.newSubManager()) {
                    kept.batch(step, 0);
                }
            }
            assertThat(decoded).hasValue(1);
            try (NDManager step = manager.newSubManager()) {
                kept.batch(step, 1, 0);
                assertThat(step.getManagedArrays()).as("the batch").hasSize(1);
            }
            assertThat(keeper.getManagedArrays()).as("mean, deviation, one image").hasSize(3);
        }
    }

    /** None kept in memory, so each is decoded when it is asked for. */
    private static PreparedImages prepared(List<Sample> samples) {
        return PreparedImages.of(samples, Resolution.square(64), MaskRule.ANY_NON_ZERO, new MemoryBudget(0));
    }
}
