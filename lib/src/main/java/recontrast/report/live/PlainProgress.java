package recontrast.report.live;

import recontrast.report.RunSentences;
import recontrast.training.Evaluation;
import recontrast.weights.DownloadListener;

import java.io.PrintStream;

/** Progress as lines, for logs: one when a run starts, one an evaluation, one when it ends. */
public class PlainProgress extends WordedProgress {

    final PrintStream out;

    /** Prints to {@code out}. */
    public PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    void say(String sentence) {
        out.println(sentence);
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        say("  " + RunSentences.evaluated(evaluation));
    }

    @Override
    public DownloadListener downloads() {
        return new DownloadLines(out);
    }
}
