package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class BenchCommandTest {

    @TempDir
    private Path folder;

    @Test
    void timesEveryPartAndLeavesNothing() throws IOException {
        Path data = CategoryOnDisk.at(folder.resolve("parts"), 2).root();
        CommandLineResult result = CommandLineResult.of("bench", "--data", data.toString(), "--size", "64",
                "--config", "B", "--batch", "2", "--runs", "1", "--results", folder.resolve("results").toString());
                assertThat(result.code()).isZero();
        assertThat(result.text()).contains("B, training step", "B, its update", "B, forward pass, an image",
                "B, a picture scored", "B, 16 pictures scored together",
                "B, evaluation with all metrics", "decoding and resizing, an image", "exact AUPRO of 100 images of 256 px");
        assertThat(result.text()).containsPattern("(?m)^speed    B: \\d+ GFLOPS, for a step computes \\d+\\.\\d GFLOP");
        assertThat(result.text()).containsPattern("(?m)^memory   B: .* computed: tensors of a step \\d\\.\\d\\d GiB");
        assertThat(folder.resolve("results/runs")).doesNotExist();
    }

    @Test
    void timesStepsInBfloat16AndSaysSo() throws IOException {
        Path data = CategoryOnDisk.at(folder.resolve("parts"), 2).root();
        CommandLineResult result = CommandLineResult.of("bench", "--data", data.toString(), "--size", "64", "--config", "B",
                "--batch", "2", "--runs", "1", "--part", "step", "--precision", "bfloat16", "--results",
                folder.resolve("results").toString());
        assertThat(result.code()).isZero();
        assertThat(result.text()).containsPattern("(?m)^plan     standard, 64 px, .*, seed 0, steps in bfloat16$")
                .contains("B, training step");
    }

    @Test
    void refusesNoRuns() {
        CommandLineResult result = CommandLineResult.of("bench", "--runs", "0", "--results", folder.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().get(0)).contains("expected --runs of 1 or above; found 0");
    }
}
