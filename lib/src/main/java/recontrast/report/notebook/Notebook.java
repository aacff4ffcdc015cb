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
            } else {
                Kernel.running().ifPresentOrElse(kernel -> Aside.run(() -> show(kernel, one)), () -> print(one));
            }
        }
    }

    private static void show(Kernel kernel, Object one) {
        Rendering.bundle(one).ifPresentOrElse(new KernelDisplay(kernel)::show, () -> kernel.showOther(one));
    }

    private static void print(Object one) {
        System.out.println(one instanceof BufferedImage image ? PictureFormat.describe(image) : one);
    }

    /**
     * Training to watch, in place: progress with the time left, loss and I-AUROC. For one cell; without a kernel it
     * prints lines.
     */
    public static RunListener live() {
        return Kernel.running().<RunListener>map(kernel -> new LiveProgress(() -> new KernelDisplay(kernel)))
                .orElseGet(() -> new PlainProgress(System.out));
    }

    /** Progress of an analysis, in place: how much is done and the time left. For one analysis. */
    public static Progress progress(String what) {
        return Kernel.running().<Progress>map(kernel -> new LiveCounter(what, new KernelDisplay(kernel)))
                .orElseGet(Progress::silent);
    }
}
