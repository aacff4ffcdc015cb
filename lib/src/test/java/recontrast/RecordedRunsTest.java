package recontrast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.report.HandMadeRuns;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RecordedRunsTest {

    @Test
    void keepsFinishedRunsOnceEach(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("runs.json.gz");
        RunResult a = HandMadeRuns.finished(Config.A, "washer", 0, 0.5, 0.6);
        RunResult b = HandMadeRuns.scored(Config.B, "washer", 0, List.of(0f), List.of(1f, 2f), List.of(0.5f, 0.7f));
        RecordedRuns.add(List.of(a, HandMadeRuns.stopped(Config.C, "washer", 0, 0.5)), file);
        RecordedRuns.add(List.of(a, b), file);

        assertThat(RecordedRuns.read(new ByteArrayInputStream(Files.readAllBytes(file))))
                .containsExactlyInAnyOrder(a, b);
    }
}
