package recontrast.report.live;

import recontrast.weights.DownloadListener;
import recontrast.weights.PublishedFile;

import java.io.PrintStream;
import java.nio.file.Path;

/** A download as lines, for logs: one for each tenth of the file, one at the end. */
class DownloadLines implements DownloadListener {

    private static final int PARTS = 10;

    final PrintStream out;
    private long told = -1;

    DownloadLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void downloading(PublishedFile file, long received, long total) {
        long tenth = PARTS * received / total;
        if (tenth != told) {
            told = tenth;
            out.println("downloading " + file.name() + ": " + DownloadListener.megabytes(received) + " of "
                    + DownloadListener.megabytes(total));
        }
    }

    @Override
    public void waitingForAnother(PublishedFile file) {
        out.println("waiting for another process that downloads " + file.name());
    }

    @Override
    public void downloaded(PublishedFile file, Path place) {
        out.println("downloaded " + place);
    }
}
