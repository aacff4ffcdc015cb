package recontrast.report.live;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import recontrast.report.Figures;
import recontrast.report.RunSentences;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.training.Evaluation;
import recontrast.weights.DownloadListener;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Progress as lines, and for each run a bar with loss, the latest I-AUROC and the time left. */
public final class TerminalProgress extends PlainProgress {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final int REDRAW_MILLIS = 500;

    private Optional<ProgressBar> bar = Optional.empty();
    private String imageAuroc = "";

    private TerminalProgress(PrintStream out) {
        super(out);
    }

    /** On standard error: bars where that is a terminal, else lines. */
    public static RunListener onStandardError() {
        return standardErrorIsTerminal() ? new TerminalProgress(System.err) : new PlainProgress(System.err);
    }

    static boolean standardErrorIsTerminal() {
        try {
            if (Files.exists(STANDARD_ERROR)) {
                return STANDARD_ERROR.toRealPath().toString().matches("/dev/(pts/\\d+|tty.*|console)");
            }
        } catch (IOException closed) {
            return false;
        }
        return System.console() != null;
    }

    @Override
    public void started(RunResult soFar) {
        super.started(soFar);
        imageAuroc = soFar.last().map(RunSentences::imageAuroc).map(", "::concat).orElse("");
        bar = Optional.of(bar(out, soFar.config().name(), soFar.spec().plan().iterations())
                .startsFrom(soFar.history().iterations(), Duration.ofMillis(Math.round(1000 * soFar.seconds())))
                .build());
    }

    static ProgressBarBuilder bar(PrintStream out, String name, long total) {
        return new ProgressBarBuilder().setTaskName(name).setInitialMax(total).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS).setConsumer(new ConsoleProgressBarConsumer(out));
    }

    @Override
    public DownloadListener downloads() {
        return DownloadBar.onStandardError();
    }

    @Override
    public void stepped(int iteration, float loss) {
        bar.ifPresent(drawn -> drawn.stepTo(iteration).setExtraMessage(" loss " + Figures.of(loss, 3) + imageAuroc));
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        imageAuroc = ", " + RunSentences.imageAuroc(evaluation);
    }

    @Override
    public void ended(RunResult result) {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
        super.ended(result);
    }
}
