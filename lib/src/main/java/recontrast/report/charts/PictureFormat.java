package recontrast.report.charts;

import org.apiguardian.api.API;
import recontrast.data.AtomicFile;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** How pictures are kept, in files and notebooks. */
@API(status = API.Status.STABLE)
public enum PictureFormat {
    /** Exact: for lines and words. */
    PNG("image/png", "png", 0), // of PNG, the most work for the least size
    /** A sixth of the size: for photographs and maps over them. */
    JPEG("image/jpeg", "jpg", 0.9f),
    /** A tenth: for many of these on one page. */
    SMALL_JPEG("image/jpeg", "jpg", 0.7f);

    private final String mime;
    private final String suffix;
    private final float quality;

    PictureFormat(String mime, String suffix, float quality) {
        this.mime = mime;
        this.suffix = suffix;
        this.quality = quality;
    }

    public String mime() {
        return mime;
    }

    public String base64(BufferedImage image) {
        return Base64.getEncoder().encodeToString(bytes(image));
    }

    byte[] bytes(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersBySuffix(suffix).next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters(writer));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a picture", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private ImageWriteParam parameters(ImageWriter writer) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        return parameters;
    }

    /** Writes what was encoded; folders are made as needed. */
    static void write(byte[] bytes, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, out -> out.write(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** A picture in words. */
    public static String describe(BufferedImage image) {
        return "image, " + image.getWidth() + " x " + image.getHeight() + " pixels";
    }
}
