package recontrast.report.notebook;

import recontrast.report.charts.PictureFormat;
import recontrast.report.live.Display;

import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.UUID;

/**
 * An output of the cell that runs when this is made, which stays reachable when that is stopped.
 *
 * <p>Sending takes away an interrupt that comes meanwhile, and loses a part of the message: it is done {@linkplain
 * recontrast.run.Aside aside}.
 */
final class KernelDisplay implements Display {

    private final Kernel.Output cell;
    private final String id = UUID.randomUUID().toString();
    private boolean shown;

    KernelDisplay(Kernel kernel) {
        cell = kernel.output();
    }

    @Override
    public void show(String html, String text) {
        show(Map.of(Rendering.HTML, html, Rendering.TEXT, text));
    }

    @Override
    public void show(BufferedImage image, String text) {
        show(Map.of(PictureFormat.PNG.mime(), PictureFormat.PNG.base64(image), Rendering.TEXT, text));
    }

    void show(Map<String, String> bundle) {
        if (!shown) {
            shown = true;
            cell.display(bundle, id);
        } else {
            cell.update(bundle, id);
        }
    }
}
