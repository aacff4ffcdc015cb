package recontrast.report.charts;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** How a drawing is kept in a file. */
enum DrawingFormat {
    PNG("javax.imageio", (drawing, size) -> PictureFormat.PNG.bytes(picture(drawing, size))),
    SVG("org.apache.xmlgraphics:batik-svggen", (drawing, size) -> drawing.svg(size).getBytes(StandardCharsets.UTF_8)),
    PDF("de.rototor.pdfbox:graphics2d", (drawing, size) -> Pdf.of(drawing, size)); // Pdf::of would need the library at once

    private final String library; // that writes it
    private final BiFunction<Drawing, Dimension, byte[]> written;

    DrawingFormat(String library, BiFunction<Drawing, Dimension, byte[]> written) {
        this.library = library;
        this.written = written;
    }

    /** A whole file of the drawing in that size. */
    byte[] bytes(Drawing drawing, Dimension size) {
        try {
            return written.apply(drawing, size);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("expected the library " + library + " to write " + this + " with; found no "
                    + e.getMessage().replace('/', '.') + ": put it on the class path, or save as PNG", e);
        }
    }

    /**
     * The format that a name ends in.
     *
     * @throws IllegalArgumentException if it ends otherwise
     */
    static DrawingFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a name that ends in .png, .svg or .pdf,"
                        + " as drawings are written; found " + file
                        + ": save it as one of these, and convert that if need be"));
    }

    /** A drawing in that size as one picture. */
    static BufferedImage picture(Drawing drawing, Dimension shown) {
        BufferedImage image = new BufferedImage(shown.width, shown.height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        paint(drawing, graphics, shown);
        graphics.dispose();
        return image;
    }

    /** Draws a drawing in that size on white. */
    static void paint(Drawing drawing, Graphics2D graphics, Dimension shown) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, shown.width, shown.height);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        if (shown.equals(drawing.size())) {
            drawing.paint(graphics);
        } else {
            drawing.paint(graphics, shown);
        }
    }
}
