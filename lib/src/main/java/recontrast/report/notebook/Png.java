package recontrast.report.notebook;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Pictures as notebooks keep them. */
final class Png {

    private Png() { }

    static String base64(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static String describe(BufferedImage image) {
        return "image, " + image.getWidth() + " x " + image.getHeight() + " pixels";
    }
}
