package recontrast.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class LossSpikeTest {

    @Test
    void findsTheStepThatStandsOut() {
        List<Float> losses = new ArrayList<>(Collections.nCopies(40, 0.5f));
        losses.set(30, 0.8f);
        assertThat(LossSpike.in(losses)).containsExactly(new LossSpike(31, 0.8f, 0.5));
    }

    @Test
    void takesNeitherAFallNorTheFirstStepsForASpike() {
        List<Float> losses = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            losses.add(step < 10 ? 3f - 0.2f * step : 1f - 0.01f * step);
        }
        assertThat(LossSpike.in(losses)).isEmpty();
    }
}
