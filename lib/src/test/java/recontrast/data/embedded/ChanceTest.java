package recontrast.data.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {

    /** First numbers of SplitMix64 for seed 1234567, as published with its reference code. */
    @Test
    void follows_SplitMix64() {
        Chance chance = new Chance(1234567);

        assertThat(chance.bits()).isEqualTo(6457827717110365317L);
        assertThat(chance.bits()).isEqualTo(3203168211198807973L);
        assertThat(chance.bits()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
    }

    @Test
    void a_fork_does_not_depend_on_what_was_drawn_before() {
        Chance fresh = new Chance(5);
        Chance used = new Chance(5);
        used.bits();

        assertThat(used.fork("light").bits()).isEqualTo(fresh.fork("light").bits());
        assertThat(fresh.fork("light").bits()).isNotEqualTo(fresh.fork("pose").bits());
    }

    @Test
    void numbers_fill_their_range_evenly() {
        Chance chance = new Chance(1);
        DoubleSummaryStatistics drawn =
                IntStream.range(0, 1_000_000).mapToDouble(i -> chance.between(2, 4)).summaryStatistics();

        assertThat(drawn.getMin()).isBetween(2.0, 2.001);
        assertThat(drawn.getMax()).isBetween(3.999, 4.0);
        assertThat(drawn.getAverage()).isCloseTo(3, within(0.003));   // a standard error is 2 / sqrt(12 n) = 0.0006
    }
}
