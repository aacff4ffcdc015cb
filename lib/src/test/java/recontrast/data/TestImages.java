package recontrast.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Small images and files to test with. */
final class TestImages {

    private TestImages() {
    }

    /** A grey PNG of one value, its folders made. */
    static Path grey(Path file, int width, int height, int value) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        int[] values = new int[width * height];
        Arrays.fill(values, value);
        image.getRaster().setPixels(0, 0, width, height, values);
        return write(image, file);
    }

    static Path write(BufferedImage image, Path file) {
        try {
            Files.createDirectories(file.getParent());
            String name = file.toString();
            String format = name.substring(name.lastIndexOf('.') + 1);
            if (!ImageIO.write(image, format, file.toFile())) {
                throw new IllegalArgumentException("no writer for " + file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = bytes[i] & 255;
        }
        return values;
    }
}
