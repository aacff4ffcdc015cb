package recontrast.data;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An encoded image read for its stored values, past the colour conversions of the platform.
 *
 * @param name of the file
 * @param whole opens all of it, to see whether it is complete
 * @param decoded opens it for the platform's readers
 */
record ImageFile(String name, Opening<InputStream> whole, Opening<ImageInputStream> decoded) {

    /** As many as Pillow reads; a header that says more is taken for a trap. */
    private static final long MOST_PIXELS = 178_956_970;

    /** Opens the image from its first byte on. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws IOException;
    }

    /** What is asked of an open reader. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    static ImageFile of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException("expected an image at " + file + ", found "
                    + (Files.exists(file) ? Found.at(file) : "no such file") + ": check the path");
        }
        return new ImageFile(file.toString(),
                () -> Files.newInputStream(file), () -> ImageIO.createImageInputStream(file.toFile()));
    }

    /** Of what a file would hold. */
    static ImageFile of(byte[] bytes) {
        return new ImageFile("the bytes given", () -> new ByteArrayInputStream(bytes),
                () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    }

    Picture picture() {
        return decoded(StoredPixels::picture);
    }

    /** The picture of a mask: refused where its marks are all in the lower 8 of 16 bits, which are not kept. */
    Picture marks() {
        return decoded(StoredPixels::marks);
    }

    /** Width and height, from the header alone. */
    Dimension size() {
        return read(reader -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
    }

    private Picture decoded(Function<StoredPixels, Picture> values) {
        return read(reader -> {
            refuseHuge((long) reader.getWidth(0) * reader.getHeight(0));
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            Picture picture = values.apply(StoredPixels.of(reader.read(0)));
            refuseTruncated(warnings);
            return picture;
        });
    }

    private <T> T read(Reading<T> reading) {
        try (InputStream all = whole.open(); ImageInputStream in = decoded.open()) {
            WholeFile.require(all);
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
        } catch (OutOfMemoryError full) {
            throw new DataException("expected Java heap to decode " + name + "; found its "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB full: set RECONTRAST_JAVA_OPTS=-Xmx4g, or make the image smaller", full);
        } catch (IOException | RuntimeException e) { // the readers throw both on a broken file
            throw new DataException("expected a readable PNG, JPEG, BMP or GIF image in " + name + ", found: "
                    + reason(e) + "; save it again as 8-bit RGB or take it out", e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void refuseHuge(long pixels) throws IOException {
        if (pixels > MOST_PIXELS) {
            throw new IOException(pixels + " pixels, more than the " + MOST_PIXELS + " that are read at most");
        }
    }

    /** The JPEG reader fills what is missing with grey, and only warns. */
    private static void refuseTruncated(List<String> warnings) throws IOException {
        if (warnings.stream().anyMatch(warning -> warning.contains("premature end"))) {
            throw new IOException("a JPEG that ends too early");
        }
    }
}
