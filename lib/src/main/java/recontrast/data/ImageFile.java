package recontrast.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An encoded image read for its stored values, past the colour conversions of the platform: {@link BufferedImage#getRGB}
 * would apply the gamma of its colour space and brighten grey images.
 *
 * @param name of the file
 * @param whole opens all of it, to see whether it is complete
 * @param decoded opens it for the platform's readers
 * @param advice to whoever gives another one
 */
record ImageFile(String name, Opening<InputStream> whole, Opening<ImageInputStream> decoded, String advice) {

    /** The platform's readers know others too: of a GIF they would give the first picture of several. */
    private static final List<String> KINDS = List.of("PNG", "JPEG", "BMP");

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
                () -> Files.newInputStream(file), () -> ImageIO.createImageInputStream(file.toFile()),
                "save it again as 8-bit RGB or take it out");
    }

    /** Of what a file would hold. */
    static ImageFile of(byte[] bytes) {
        return new ImageFile("the bytes given", () -> new ByteArrayInputStream(bytes),
                () -> new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)),
                "give the bytes of a whole file, in 8-bit RGB");
    }

    Picture picture() {
        return decoded(ImageFile::picture);
    }

    /** The picture of a mask: refused where its marks are all in the lower 8 of 16 bits, which are not kept. */
    Picture marks() {
        return decoded(ImageFile::marks);
    }

    /** From the header alone. */
    ImageSize size() {
        return read(ImageFile::size);
    }

    private static ImageSize size(ImageReader reader) throws IOException {
        return told(reader, by -> new ImageSize(by.getHeight(0), by.getWidth(0)));
    }

    private Picture decoded(Function<BufferedImage, Picture> values) {
        return read(reader -> {
            ImageSize size = size(reader);
            refuseHuge((long) size.width() * size.height());
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            Picture picture = values.apply(told(reader, by -> by.read(0)));
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
            if (!KINDS.contains(kind(reader))) {
                throw new IOException("another kind of file, " + kind(reader));
            }
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
        } catch (IOException | IllegalArgumentException refused) {
            throw unreadable(refused.getMessage(), refused);
        } catch (RuntimeException broken) {
            throw unreadable("pixels that cannot be decoded", broken);
        }
    }

    private DataException unreadable(String found, Exception cause) {
        return new DataException("expected a readable PNG, JPEG or BMP image in " + name + ", found: " + found + "; "
                + advice, cause);
    }

    /** What the reader says of the image; on a broken one it throws whatever it met with, in words of its own. */
    private static <T> T told(ImageReader reader, Reading<T> question) throws IOException {
        try {
            return question.from(reader);
        } catch (EOFException cut) {
            throw new IOException("a file that ends too early", cut);
        } catch (IOException | RuntimeException broken) {
            throw new IOException("a " + kind(reader) + " that cannot be decoded", broken);
        }
    }

    private static String kind(ImageReader reader) throws IOException {
        return reader.getFormatName().toUpperCase(Locale.ROOT);
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

    /** @throws IllegalArgumentException where the pixels are neither grey nor RGB, or floating-point */
    static Picture picture(BufferedImage image) {
        int colours = image.getColorModel().getNumColorComponents();
        if (colours != 1 && colours != Picture.CHANNELS) {
            throw new IllegalArgumentException(colours + " colour channels, as in CMYK");
        }
        Raster raster = image.getRaster();
        if (raster.getTransferType() == DataBuffer.TYPE_FLOAT || raster.getTransferType() == DataBuffer.TYPE_DOUBLE) {
            throw new IllegalArgumentException("floating-point pixels");
        }
        int width = raster.getWidth();
        byte[] rgb = new byte[width * raster.getHeight() * Picture.CHANNELS];
        for (int y = 0; y < raster.getHeight(); y++) {
            int[] row = raster.getPixels(0, y, width, 1, (int[]) null); // (width, bands)
            int at = y * width * Picture.CHANNELS;
            if (image.getColorModel() instanceof IndexColorModel palette) {
                copyIndexed(row, palette, rgb, at);
            } else {
                copyBands(row, raster.getSampleModel().getSampleSize(), rgb, at);
            }
        }
        return new Picture(width, raster.getHeight(), rgb);
    }

    /** @throws IllegalArgumentException where it is black only because the lower bits are not kept */
    private static Picture marks(BufferedImage image) {
        Picture picture = picture(image);
        Raster raster = image.getRaster();
        if (raster.getSampleModel().getSampleSize(0) > Byte.SIZE && isBlack(picture.rgb()) && !isZero(raster)) {
            throw new IllegalArgumentException("16 bits of which only the lower 8 are used");
        }
        return picture;
    }

    private static boolean isBlack(byte[] rgb) {
        for (byte value : rgb) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(Raster raster) {
        int[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        return Arrays.stream(values).allMatch(value -> value == 0);
    }

    private static void copyIndexed(int[] row, IndexColorModel palette, byte[] rgb, int start) {
        int at = start;
        for (int index : row) {
            rgb[at++] = (byte) palette.getRed(index);
            rgb[at++] = (byte) palette.getGreen(index);
            rgb[at++] = (byte) palette.getBlue(index);
        }
    }

    /** One or two bands are grey (and alpha), more are red, green, blue (and alpha). */
    private static void copyBands(int[] row, int[] bits, byte[] rgb, int start) {
        int bands = bits.length;
        int step = bands < Picture.CHANNELS ? 0 : 1;
        int at = start;
        for (int pixel = 0; pixel < row.length; pixel += bands) {
            for (int channel = 0; channel < Picture.CHANNELS; channel++) {
                int band = channel * step;
                rgb[at++] = (byte) eightBits(row[pixel + band], bits[band]);
            }
        }
    }

    private static int eightBits(int value, int bits) {
        return bits >= 8 ? value >> (bits - 8) : value * 255 / ((1 << bits) - 1);
    }
}
