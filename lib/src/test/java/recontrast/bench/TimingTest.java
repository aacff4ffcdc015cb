package recontrast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class TimingTest {

    @Test
    void takesTheMiddleOfSortedDurations() {
        assertThat(Timing.ofNanos(3_000_000, 1_000_000, 9_000_000)).isEqualTo(new Timing(3, 3, 1, 9));
        assertThat(Timing.ofNanos(3_000_000, 1_000_000, 9_000_000, 4_000_000).median()).isEqualTo(3.5);
    }

    @Test
    void doesNotCountTheWarmUp() {
        AtomicLong next = new AtomicLong();
        Timing timing = Timing.reported(2, 3, () -> 1_000_000 * next.incrementAndGet()); // 1, 2 uncounted, 3, 4, 5
        assertThat(timing).isEqualTo(new Timing(3, 4, 3, 5));
    }

    @Test
    void dividesAmongParts() {
        assertThat(Timing.ofNanos(8_000_000).over(4)).isEqualTo(new Timing(1, 2, 2, 2));
    }
}
