package recontrast.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class LandscapeGridTest {

    @Test
    void isCentredOnTheTrainedWeights() {
        assertThat(LandscapeGrid.QUICK.offset(0)).isEqualTo(-0.5);
        assertThat(LandscapeGrid.QUICK.offset(10)).isEqualTo(0);
        assertThat(LandscapeGrid.QUICK.offset(20)).isEqualTo(0.5);
        assertThat(LandscapeGrid.QUICK.withDistance(4).withPoints(5).offset(1)).isEqualTo(-1);
    }

    @Test
    void refusesWhatHasNoCentreOrMovesNothing() {
        assertThatThrownBy(() -> LandscapeGrid.QUICK.withPoints(20)).hasMessageContaining("odd number of points");
        assertThatThrownBy(() -> LandscapeGrid.QUICK.withDistance(0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> LandscapeGrid.QUICK.withBlocks("head")).hasMessageContaining("found [head]");
    }

    @Test
    void measuresHowTheLandscapeRises() {
        Landscape bowl = new Landscape("bowl", LandscapeGrid.QUICK.withPoints(3), List.of(
                new double[] {9, 3, 9}, new double[] {5, 1, 3}, new double[] {9, 3, 9}));
        assertThat(bowl.centre()).isEqualTo(1);
        assertThat(bowl.lowest()).isEqualTo(1);
        assertThat(bowl.highest()).isEqualTo(9);
        // a step is 0.5: the eight neighbours are 1 or 1.41 steps away, which is nearest to one step
        assertThat(bowl.rise(0.5)).isCloseTo((4 * 9 + 3 * 3 + 5) / 8.0 - 1, within(1e-12));
    }
}
