package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.report.live.PlainProgress;
import recontrast.run.RunResult;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class RunSentencesTest {

    private static final RunResult FINISHED = HandMadeRuns.finished(Config.OURS, "nut", 3, 0.95, 0.9);

    @Test
    void saysHowARunEnded() {
        assertThat(RunSentences.PLAIN.ended(FINISHED)).isEqualTo("Ours on nut, seed 3: 40 iterations in 10 s on cpu,"
                + " I-AUROC 90.00 %, AUPRO 80.00 % (best, at 20: 95.00 %)");
    }

    @Test
    void saysWhichModelHeldOutImagesChose() {
        assertThat(RunSentences.PLAIN.ended(HandMadeRuns.choosing(FINISHED, 0.7, 0.7)))
                .endsWith(" (best, at 20: 95.00 %) (chosen, at 40: 90.00 %)");
        assertThat(RunSentences.PLAIN.ended(HandMadeRuns.choosing(FINISHED, 0.7, 0.6)))
                .endsWith(" (best, at 20: 95.00 %) (chosen, at 20: 95.00 %)");
        RunResult untested = HandMadeRuns.run(Config.OURS, "nut", 3, HandMadeRuns.PLAN, 40, List.of());
        assertThat(RunSentences.PLAIN.ended(HandMadeRuns.choosing(untested, 0.8, 0.7))).endsWith(" on cpu (chosen, at 20)");
    }

    @Test
    void saysWhereARunWasStopped() {
        assertThat(RunSentences.PLAIN.ended(HandMadeRuns.stopped(Config.D, "nut", 0, 0.9))).isEqualTo("D on nut, seed 0:"
                + " stopped at iteration 20 of 40, I-AUROC 90.00 %, AUPRO 80.00 %; run it again to go on");
    }

    @Test
    void saysHowToTrainAReusedRunAgain() {
        assertThat(RunSentences.PLAIN.reused(FINISHED, Path.of("mine/runs/abc")))
                .startsWith("reused: Ours on nut, seed 3")
                .contains("2026-01-02", "delete mine/runs/abc or choose another seed");
    }

    @Test
    void namesWhatASweepGaveToARun() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seed", 3);
        values.put("training images", 8);
        values.put("weight decay", 1e-5);
        RunSentences sentences = new RunSentences(Map.of(FINISHED.spec(), values));
        assertThat(sentences.ended(FINISHED)).startsWith("Ours on nut, seed 3, training images 8, weight decay 1e-5: 40");
        assertThat(sentences.name(HandMadeRuns.stopped(Config.D, "nut", 0, 0.9).spec())).isEqualTo("D on nut, seed 0");
    }

    @Test
    void writesTimesToBeRead() {
        assertThat(RunSentences.time(59.4)).isEqualTo("59 s");
        assertThat(RunSentences.time(125)).isEqualTo("2 min 05 s");
        assertThat(RunSentences.time(12_000)).isEqualTo("3 h 20 min");
    }

    @Test
    void printsALineAnEvent() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlainProgress progress = new PlainProgress(new PrintStream(bytes));
        progress.started(HandMadeRuns.stopped(Config.D, "nut", 0, 0.9));
        progress.evaluated(FINISHED.last().orElseThrow());
        assertThat(bytes.toString().lines()).containsExactly(
                "D on nut, seed 0, on cpu: going on from iteration 20 of 40",
                "  iteration 40: I-AUROC 90.00 %, AUPRO 80.00 %");
    }
}
