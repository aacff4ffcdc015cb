package recontrast.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.weights.PublishedFile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class DownloadLinesTest {

    @Test
    void printsALineForEachTenth() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        DownloadLines lines = new DownloadLines(new PrintStream(text, true, StandardCharsets.UTF_8));
        PublishedFile file = PublishedFile.ALL.get(0);
        for (int part = 0; part <= 20; part++) {
            lines.downloading(file, part * file.bytes() / 20, file.bytes());
        }
        lines.downloaded(file, Path.of("cache", "resnet18-f37072fd.pth"));
        assertThat(text.toString(StandardCharsets.UTF_8).lines()).hasSize(12)
                .startsWith("downloading resnet18-f37072fd: 0.0 MB of 46.8 MB")
                .endsWith("downloading resnet18-f37072fd: 46.8 MB of 46.8 MB",
                        "downloaded " + Path.of("cache", "resnet18-f37072fd.pth"));
    }
}
