package recontrast.pretraining.procedural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatticeNoiseTest {

    private final LatticeNoise noise = new LatticeNoise(5);

    @Test
    void vanishesOnTheLattice() {
        assertThat(noise.at(3, -2)).isZero();
        assertThat(noise.at(-7, 11)).isZero();
    }

    @Test
    void isContinuousAcrossCells() {
        assertThat(noise.at(2 - 1e-9, 0.4)).isCloseTo(noise.at(2 + 1e-9, 0.4), within(1e-7));
    }
}
