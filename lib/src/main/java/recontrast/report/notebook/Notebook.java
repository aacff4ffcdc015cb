package recontrast.report.notebook;

import recontrast.analysis.Progress;
import recontrast.report.charts.PictureFormat;
import recontrast.report.live.LiveCounter;
import recontrast.report.live.LiveProgress;
import recontrast.report.live.PlainProgress;
import recontrast.run.Aside;
import recontrast.run.RunListener;

import java.awt.image.BufferedImage;
import java.util.Collection;

/** What notebooks import: {@code import static recontrast.report.notebook.Notebook.*;}. */
public final class Notebook {

    private Notebook() { }

    /** Shows each of these below the cell; of a collection each element. */
    public static void show(Object... shown) {
        for (Object one : shown) {
            if (one instanceof Collection<?> many) {
                show(many.toArray());
            } else if (inKernel()) {
                Aside.run(() -> KernelDisplay.showOnce(one));
            } else {
                System.out.println(one instanceof BufferedImage image ? PictureFormat.describe(image) : one);
            }
        }
    }

    /**
     * Training to watch, in place: progress with the time left, loss and I-AUROC. For one cell; without a kernel it
     * prints lines.
     */
    public static RunListener live() {
        return inKernel() ? new LiveProgress(KernelDisplay::new) : new PlainProgress(System.out);
    }

    /** Progress of an analysis, in place: how much is done and the time left. For one analysis. */
    public static Progress progress(String what) {
        return inKernel() ? new LiveCounter(what, new KernelDisplay()) : Progress.silent();
    }

    private static boolean inKernel() {
        try {
            return KernelDisplay.available();
        } catch (LinkageError noKernelOnClassPath) {
            return false;
        }
    }
}
