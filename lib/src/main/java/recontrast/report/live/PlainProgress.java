package recontrast.report.live;

import recontrast.report.RunSentences;
import recontrast.run.RunListener;
import recontrast.run.RunResult;
import recontrast.run.RunSpec;
import recontrast.training.Evaluated;
import recontrast.weights.DownloadListener;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Progress as lines, for logs: one when a run starts, one an evaluation, one when it ends. */
public final class PlainProgress implements RunListener {

    private final PrintStream out;
    private RunSentences sentences = RunSentences.PLAIN;

    /** Prints to {@code out}. */
    public PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void swept(Map<RunSpec, Map<String, Object>> values) {
        sentences = new RunSentences(values);
    }

    @Override
    public void waiting(RunSpec ending) {
        out.println(sentences.waiting(ending));
    }

    @Override
    public void started(RunResult soFar) {
        out.println(sentences.started(soFar));
    }

    @Override
    public DownloadListener downloads() {
        return new DownloadLines(out);
    }

    @Override
    public void reused(RunResult result, Path folder) {
        out.println(sentences.reused(result, folder));
    }

    @Override
    public void evaluated(Evaluated evaluated) {
        out.println("  " + RunSentences.evaluated(evaluated));
    }

    @Override
    public void ended(RunResult result) {
        out.println(sentences.ended(result));
    }
}
