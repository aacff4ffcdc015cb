package recontrast.report.live;

import recontrast.analysis.Progress;
import recontrast.report.Html;
import recontrast.report.RunSentences;

/** Progress of an analysis in a notebook: a bar with the time left, at the end the time it took. */
public final class LiveCounter implements Progress {

    private static final long REDRAW_NANOS = 500_000_000L;

    private final String what;
    private final Display display;
    private final long started = System.nanoTime();
    private long drawn;

    /** Nothing is shown before a point is reached. */
    public LiveCounter(String what, Display display) {
        this.what = what;
        this.display = display;
    }

    @Override
    public void reached(int done, int total) {
        long now = System.nanoTime();
        double seconds = (now - started) / 1e9;
        if (done == total) {
            String words = what + ": " + total + " points in " + RunSentences.time(seconds);
            display.show(Html.paragraph(words), words);
        } else if (now - drawn > REDRAW_NANOS) {
            drawn = now;
            String words = what + ": " + done + " of " + total + ", "
                    + RunSentences.time(seconds / done * (total - done)) + " left";
            display.show(Html.progress(done, total, words), words);
        }
    }
}
