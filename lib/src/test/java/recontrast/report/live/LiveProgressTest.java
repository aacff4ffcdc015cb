package recontrast.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.report.HandMadeRuns;
import recontrast.run.RunResult;
import recontrast.weights.DownloadListener;
import recontrast.weights.PublishedFile;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class LiveProgressTest {

    private final List<Recorded> displays = new ArrayList<>();
    private final LiveProgress live = new LiveProgress(() -> {
        displays.add(new Recorded());
        return displays.get(displays.size() - 1);
    });

    @Test
    void leavesOneLineARunAndAChart() {
        train(HandMadeRuns.finished(Config.A, "nut", 0, 0.7, 0.8));
        train(HandMadeRuns.finished(Config.OURS, "nut", 0, 0.8, 0.9));
        assertThat(displays).hasSize(2);
        assertThat(displays.get(0).text.lines()).hasSize(2).last().asString().startsWith("Ours on nut, seed 0: 40");
        assertThat(displays.get(0).html).doesNotContain("<progress");
        assertThat(displays.get(1).images).isPositive();
    }

    @Test
    void saysWhereARunWasStopped() {
        train(HandMadeRuns.stopped(Config.D, "nut", 0, 0.7));
        assertThat(displays.get(0).text).contains("stopped at iteration 20 of 40", "run the cell again to go on");
    }

    @Test
    void saysWhatIsKeptOfTheRunItWaitedFor() {
        RunResult stopped = HandMadeRuns.stopped(Config.D, "nut", 0, 0.7);
        live.waiting(stopped.spec());
        assertThat(displays.get(0).text).isEqualTo("waiting for D on nut, seed 0 to end and to be kept");
        live.started(stopped);
        assertThat(displays.get(0).text.lines()).containsExactly(
                "D on nut, seed 0: 20 of 40 steps are kept",
                "D on nut, seed 0, on cpu: going on from iteration 20 of 40");
    }

    @Test
    void showsADownloadInOnePlace() {
        DownloadListener downloads = live.downloads();
        PublishedFile file = PublishedFile.ALL.get(0);
        downloads.downloading(file, file.bytes() / 2, file.bytes());
        assertThat(displays.get(0).text).isEqualTo("downloading resnet18-f37072fd: 23.4 MB of 46.8 MB");
        assertThat(displays.get(0).html).contains("<progress");
        downloads.downloaded(file, Path.of("resnet18.pth"));
        assertThat(displays).singleElement()
                .satisfies(display -> assertThat(display.text).isEqualTo("downloaded resnet18.pth"));
    }

    @Test
    void saysThatARunIsReused() {
        live.reused(HandMadeRuns.finished(Config.D, "nut", 0, 0.7, 0.8), Path.of("runs/abc"));
        assertThat(displays).singleElement().satisfies(display -> { // and no chart
            assertThat(display.text).startsWith("reused: D on nut, seed 0");
            assertThat(display.images).isZero();
        });
    }

    @Test
    void doesNotDrawEveryStep() {
        RunResult run = HandMadeRuns.finished(Config.A, "nut", 0, 0.7, 0.8);
        live.started(HandMadeRuns.stopped(Config.A, "nut", 0, 0.7));
        for (int step = 21; step <= run.history().iterations(); step++) {
            live.stepped(step, 1);
        }
        assertThat(displays.get(0).updates).isLessThan(10);
        assertThat(displays.get(0).html).contains("<progress");
    }

    private void train(RunResult run) {
        live.started(run);
        live.evaluated(run.last().orElseThrow());
        live.ended(run);
    }

    private static final class Recorded implements Display {

        private String html = "";
        private String text = "";
        private int images;
        private int updates;

        @Override
        public void show(String newHtml, String newText) {
            html = newHtml;
            text = newText;
            updates++;
        }

        @Override
        public void show(BufferedImage image, String newText) {
            images++;
        }
    }
}
