package recontrast.report.charts;

import org.apiguardian.api.API;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** What is drawn with lines and letters: shown as a picture, and kept as one or, for a paper, as SVG or PDF. */
@API(status = API.Status.STABLE)
public interface Drawing {

    /** Its own size, in pixels. */
    Dimension size();

    /** Draws it in its own size, on white. */
    void paint(Graphics2D graphics);

    /** Draws it in another size: as large as fits, in the middle. */
    default void paint(Graphics2D graphics, Dimension other) {
        Dimension own = size();
        double scale = Math.min(other.width / (double) own.width, other.height / (double) own.height);
        graphics.translate((other.width - scale * own.width) / 2, (other.height - scale * own.height) / 2);
        graphics.scale(scale, scale);
        paint(graphics);
    }

    /** All of it as one picture. */
    default BufferedImage image() {
        return DrawingFormat.picture(this, size());
    }

    /** As an SVG document of that size; letters are outlines, as in a PDF. */
    default String svg(Dimension shown) {
        return Svg.of(this, shown);
    }

    /** Writes it in its own size, in the format that the name ends in: .png, .svg or .pdf; folders are made as needed. */
    default void save(Path file) {
        save(file, size().width, size().height);
    }

    /**
     * Writes it in another size.
     *
     * @param width in pixels, of a PDF in points
     * @param height in pixels, of a PDF in points
     * @throws IllegalArgumentException if the name ends otherwise, or a side is below 1
     * @throws IllegalStateException if the library that writes the format is not there
     */
    default void save(Path file, int width, int height) {
        DrawingFormat format = DrawingFormat.of(file);
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("expected sides of at least 1 to draw " + file.getFileName() + " in; found "
                    + width + " x " + height);
        }
        PictureFormat.write(format.bytes(this, new Dimension(width, height)), file);
    }
}
