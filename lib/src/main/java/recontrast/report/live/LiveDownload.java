package recontrast.report.live;

import recontrast.report.Html;
import recontrast.weights.DownloadListener;
import recontrast.weights.PublishedFile;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A download in a notebook: a bar, at the end where the file lies. */
final class LiveDownload implements DownloadListener {

    private static final int PERCENT = 100;

    private final Supplier<Display> displays;
    private Optional<Display> display = Optional.empty();

    LiveDownload(Supplier<Display> displays) {
        this.displays = displays;
    }

    @Override
    public void downloading(PublishedFile file, long received, long total) {
        String words = "downloading " + file.name() + ": " + DownloadListener.megabytes(received) + " of "
                + DownloadListener.megabytes(total);
        show(Html.progress(Math.toIntExact(PERCENT * received / total), PERCENT, words), words);
    }

    @Override
    public void waitingForAnother(PublishedFile file) {
        String words = "waiting for another process that downloads " + file.name();
        show(Html.paragraph(words), words);
    }

    @Override
    public void downloaded(PublishedFile file, Path place) {
        String words = "downloaded " + place;
        show(Html.paragraph(words), words);
    }

    private void show(String html, String text) {
        display = display.or(() -> Optional.of(displays.get()));
        display.orElseThrow().show(html, text);
    }
}
