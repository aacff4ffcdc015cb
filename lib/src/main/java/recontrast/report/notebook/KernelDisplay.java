package recontrast.report.notebook;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import recontrast.report.charts.PictureFormat;
import recontrast.report.live.Display;

import java.awt.image.BufferedImage;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.UUID;

/**
 * An output of the cell that runs when it is first shown.
 *
 * <p>When a cell is stopped, the kernel closes it at once, and what its thread says while it winds up would be dropped.
 * So this keeps the cell's channel, which still reaches the notebook.
 *
 * <p>Sending takes away an interrupt that comes meanwhile, and loses a part of the message: it is done {@linkplain
 * recontrast.run.Aside aside}.
 */
final class KernelDisplay implements Display {

    private final DisplayStream stream = BaseKernel.notebookKernel().getIO().display;
    private final Optional<ShellReplyEnvironment> cell = cell(stream);
    private final String id = UUID.randomUUID().toString();
    private boolean shown;

    /** Whether a cell is running in a kernel. */
    static boolean available() {
        try {
            return BaseKernel.notebookKernel().getIO().display.isAttached();
        } catch (NullPointerException noKernel) {
            return false;
        }
    }

    /** Shows a value as the kernel renders it. */
    static void showOnce(Object value) {
        BaseKernel kernel = BaseKernel.notebookKernel();
        kernel.display(kernel.getRenderer().render(value));
    }

    private static Optional<ShellReplyEnvironment> cell(DisplayStream stream) {
        try {
            Field env = DisplayStream.class.getDeclaredField("env");
            env.setAccessible(true);
            return Optional.ofNullable((ShellReplyEnvironment) env.get(stream));
        } catch (ReflectiveOperationException | RuntimeException otherKernelVersion) {
            return Optional.empty();
        }
    }

    @Override
    public void show(String html, String text) {
        DisplayData data = new DisplayData(text);
        data.putHTML(html);
        show(data);
    }

    @Override
    public void show(BufferedImage image, String text) {
        DisplayData data = new DisplayData(text);
        data.putData(PictureFormat.PNG.mime(), PictureFormat.PNG.base64(image));
        show(data);
    }

    private void show(DisplayData data) {
        data.putTransientData("display_id", id); // setDisplayId is not the same method in every version of the kernel
        if (!shown) {
            shown = true;
            stream.display(data);
        } else {
            cell.ifPresentOrElse(
                    channel -> channel.publish(new PublishUpdateDisplayData(data)), () -> stream.updateDisplay(data));
        }
    }
}
