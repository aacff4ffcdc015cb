package recontrast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UpdatesTest {

    private static final int PAPER_ITERATIONS = 2000;

    private final Updates stable = Variant.STABLE.updates();

    /** The published code counts to 100 from a restart, which comes at the end of iterations 500, 1000, 1500, 2000. */
    @Test
    void restThatThePublishedCounterGives() {
        int counter = 100;
        for (int iteration = 0; iteration < PAPER_ITERATIONS; iteration++) {
            assertThat(stable.moveEncoder(iteration)).as("iteration " + iteration).isEqualTo(counter >= 100);
            counter = (iteration + 1) % 500 == 0 ? 0 : counter;
            counter += counter < 100 ? 1 : 0;
        }
    }

    @Test
    void restartAfterEveryFiveHundredthIteration() {
        assertThat(stable.restartBefore(0)).isFalse();
        assertThat(stable.restartBefore(499)).isFalse();
        assertThat(stable.restartBefore(500)).isTrue();
        assertThat(stable.restartBefore(501)).isFalse();
        assertThat(stable.restartBefore(1500)).isTrue();
    }

    @Test
    void countWhatMomentsAreOf() {
        assertThat(stable.remembered(0)).isZero();
        assertThat(stable.remembered(499)).isEqualTo(499);
        assertThat(stable.remembered(500)).as("the restart is the next iteration's").isEqualTo(500);
        assertThat(stable.remembered(501)).isEqualTo(1);
        assertThat(stable.encoderUpdates(500)).isEqualTo(500);
        assertThat(stable.encoderUpdates(599)).isEqualTo(500);
        assertThat(stable.encoderUpdates(600)).isEqualTo(501);
        assertThat(stable.encoderUpdates(2000)).isEqualTo(2000 - 3 * 99);
    }

    @Test
    void rateThatFallsToAFifthAfterFourFifths() {
        Updates unified = Variant.UNIFIED.updates();
        assertThat(unified.rateFactor(0, 5000)).isEqualTo(1);
        assertThat(unified.rateFactor(3999, 5000)).isEqualTo(1);
        assertThat(unified.rateFactor(4000, 5000)).isEqualTo(0.2);
        assertThat(unified.rateFactor(4999, 5000)).isEqualTo(0.2);
    }

    @Test
    void standardOnesAreTheSameThroughout() {
        for (int iteration = 0; iteration < PAPER_ITERATIONS; iteration++) {
            assertThat(Updates.STANDARD.restartBefore(iteration)).isFalse();
            assertThat(Updates.STANDARD.moveEncoder(iteration)).isTrue();
            assertThat(Updates.STANDARD.rateFactor(iteration, PAPER_ITERATIONS)).isEqualTo(1);
        }
        assertThat(Updates.STANDARD.remembered(1234)).isEqualTo(1234);
        assertThat(Updates.STANDARD.encoderUpdates(1234)).isEqualTo(1234);
    }

    @Test
    void refuseWhatCannotBe() {
        assertThatThrownBy(() -> new Restart(0, 3)).hasMessage(
                "expected a restart every 1 or more iterations and a rest of 0 or more; found 0 and 3");
        assertThatThrownBy(() -> new RateDrop(2, 0.2)).hasMessageContaining("0 to 1").hasMessageContaining("found 2.0");
    }
}
