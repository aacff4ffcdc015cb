package recontrast.data;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** An image file read for its stored values, past the colour conversions of the platform. */
record ImageFile(Path file) {

    /** What is asked of an open reader. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    static ImageFile of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException("expected an image at " + file + ", found no such file: check the path");
        }
        return new ImageFile(file);
    }

    Picture picture() {
        return read(reader -> {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            Picture picture = StoredPixels.of(reader.read(0)).picture();
            refuseTruncated(warnings);
            return picture;
        });
    }

    /** Width and height, from the header alone. */
    Dimension size() {
        return read(reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
    }

    private <T> T read(Reading<T> reading) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("another kind of file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return reading.from(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // the readers throw both on a broken file
            throw new DataException("expected a readable PNG, JPEG, BMP or GIF image in " + file + ", found: "
                    + reason(e) + "; save it again as 8-bit RGB or take it out", e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
    }

    /** The JPEG reader fills what is missing with grey, and only warns. */
    private static void refuseTruncated(List<String> warnings) throws IOException {
        if (warnings.stream().anyMatch(warning -> warning.contains("premature end"))) {
            throw new IOException("a JPEG that ends too early");
        }
    }
}
