package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.Setting;
import recontrast.SweepResult;
import recontrast.report.HandMadeRuns;
import recontrast.run.RunResult;
import recontrast.training.History;

import java.util.Collections;
import java.util.List;
import java.util.Map;

class LossSpikesTest {

    private static SweepResult.At at(String variant, RunResult run) {
        return new SweepResult.At(Map.of(Setting.VARIANT, variant), run);
    }

    /** The hand-made run's loss starts at 2. */
    @Test
    void lossesOfAllPanelsAreMeasuredAlike() {
        RunResult falling = HandMadeRuns.finished(Config.OURS, "washer", 0, 0.5, 0.6);
        RunResult low = new RunResult(falling.spec(), new History(Collections.nCopies(40, 0.5f),
                falling.history().evaluations(), List.of()), falling.seconds(), falling.provenance(), falling.state());

        assertThat(new LossSpikes(List.of(at("standard", falling), at("stable", low))).chart().panels())
                .hasSize(2).allSatisfy(panel -> {
                    assertThat(panel.getStyler().getYAxisMin()).isZero();
                    assertThat(panel.getStyler().getYAxisMax()).isEqualTo(2);
                });
    }
}
