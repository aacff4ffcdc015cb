package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalDouble;

class ScoredImageTest {

    private static final AnomalyMap MAP = new AnomalyMap(2, 2, new float[] {0.25f, 0.5f, 0.125f, 0});

    @Test
    void saysWhatItIsInALine() {
        assertThat(new ScoredImage("hole/003.png", "hole", true, MAP, Optional.empty()))
                .hasToString("Scored image: hole/003.png, hole, map of 2 px from 0.00 to 0.500");
        assertThat(new ScoredImage("3", "good", false, MAP, Optional.empty(), OptionalDouble.of(1.5)))
                .hasToString("Scored image: 3, good, map of 2 px from 0.00 to 0.500, score 1.5");
        assertThat(new ScoredImage("3", "good", false, new AnomalyMap(1, 4, MAP.values()), Optional.empty()))
                .hasToString("Scored image: 3, good, map of 1x4 px from 0.00 to 0.500");
    }
}
