package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

    @Test
    void everySampleComesOnceAnEpoch() {
        BatchOrder order = new BatchOrder(10, 4, 7);
        assertThat(order.perEpoch()).isEqualTo(3);
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(iterations(order, epoch * 3, epoch * 3 + 3)).containsExactlyInAnyOrder(all(10));
        }
    }

    @Test
    void theLastBatchIsSmallerOrDropped() {
        assertThat(new BatchOrder(10, 4, 7).at(2)).hasSize(2);
        BatchOrder dropping = new BatchOrder(10, 4, 7, LastBatch.DROPPED);
        assertThat(dropping.perEpoch()).isEqualTo(2);
        assertThat(iterations(dropping, 0, 2)).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aBatchBeyondTheSamplesIsAllOfThem() {
        for (LastBatch last : LastBatch.values()) {
            BatchOrder order = new BatchOrder(3, 16, 1, last);
            assertThat(order.at(0)).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(order.at(5)).containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    @Test
    void anIterationDependsOnNothingButTheSeed() {
        BatchOrder order = new BatchOrder(100, 16, 3);
        int[] late = order.at(40);
        order.at(0);
        assertThat(new BatchOrder(100, 16, 3).at(40)).isEqualTo(late);
        assertThat(new BatchOrder(100, 16, 4).at(40)).isNotEqualTo(late);
    }

    @Test
    void epochsDiffer() {
        BatchOrder order = new BatchOrder(50, 50, 0);
        assertThat(order.at(0)).isNotEqualTo(order.at(1));
    }

    @Test
    void placesAreEquallyLikely() {
        // 4000 epochs of 4: each sample comes first about 1000 times, standard deviation 27
        BatchOrder order = new BatchOrder(4, 4, 11);
        int[] first = new int[4];
        IntStream.range(0, 4000).forEach(epoch -> first[order.at(epoch)[0]]++);
        assertThat(IntStream.of(first)).allMatch(count -> Math.abs(count - 1000) < 150);
    }

    @Test
    void nothingToTrainOnIsRefused() {
        assertThatThrownBy(() -> new BatchOrder(0, 16, 1)).hasMessage("expected at least 1 sample and a batch of at"
                + " least 1, found 0 and 16: give a training set and a batch size");
    }

    private static Integer[] all(int samples) {
        return IntStream.range(0, samples).boxed().toArray(Integer[]::new);
    }

    private static List<Integer> iterations(BatchOrder order, int from, int to) {
        return IntStream.range(from, to).flatMap(i -> IntStream.of(order.at(i))).boxed().toList();
    }
}
