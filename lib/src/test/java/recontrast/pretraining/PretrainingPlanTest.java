package recontrast.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PretrainingPlanTest {

    private final PretrainingPlan plan = PretrainingPlan.standard(Duration.ofMinutes(50), 1);

    @Test
    void theRateRisesOverTwoHundredStepsThenFollowsACosine() {
        assertThat(plan.rateFactor(0, 0)).isCloseTo(1 / 200.0, within(1e-12));
        assertThat(plan.rateFactor(199, 0)).isCloseTo(1, within(1e-12));
        assertThat(plan.rateFactor(5000, 0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(plan.rateFactor(9000, 1)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aBudgetIsNeeded() {
        assertThatIllegalArgumentException().isThrownBy(() -> PretrainingPlan.standard(Duration.ZERO, 1))
                .withMessageContaining("time budget above zero");
    }
}
