package recontrast.report.live;

import me.tongfei.progressbar.ProgressBar;
import recontrast.weights.DownloadListener;
import recontrast.weights.PublishedFile;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A download as a bar, with speed and the time left. */
public final class DownloadBar extends DownloadLines {

    private static final long MEGABYTE = 1_000_000;

    private Optional<ProgressBar> bar = Optional.empty();

    private DownloadBar(PrintStream out) {
        super(out);
    }

    /** On standard error: a bar where that is a terminal, else lines. */
    public static DownloadListener onStandardError() {
        return TerminalProgress.standardErrorIsTerminal() ? new DownloadBar(System.err) : new DownloadLines(System.err);
    }

    @Override
    public void downloading(PublishedFile file, long received, long total) {
        bar = bar.or(() -> Optional.of(TerminalProgress.bar(out, file.name(), total)
                .startsFrom(received, Duration.ZERO).setUnit(" MB", MEGABYTE).showSpeed().build()));
        bar.orElseThrow().stepTo(received);
    }

    @Override
    public void downloaded(PublishedFile file, Path place) {
        close();
    }

    @Override
    public void failed(PublishedFile file) {
        close();
    }

    private void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
