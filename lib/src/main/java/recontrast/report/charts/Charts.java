package recontrast.report.charts;

import org.knowm.xchart.XYChart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Charts side by side.
 *
 * @param panels from left to right
 */
public record Charts(List<XYChart> panels) {

    public static Charts of(XYChart... panels) {
        return new Charts(List.of(panels));
    }

    /** All panels as one picture. */
    public BufferedImage image() {
        int width = panels.stream().mapToInt(XYChart::getWidth).sum();
        int height = panels.stream().mapToInt(XYChart::getHeight).max().orElseThrow();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (XYChart panel : panels) {
            panel.paint(graphics, panel.getWidth(), panel.getHeight());
            graphics.translate(panel.getWidth(), 0);
        }
        graphics.dispose();
        return image;
    }

    /** Writes a PNG, to a name that says so; folders are made as needed. */
    public void save(Path file) {
        save(image(), file);
    }

    /**
     * Writes any picture as a PNG; folders are made as needed.
     *
     * @throws IllegalArgumentException if the name does not end in {@code .png}
     */
    public static void save(BufferedImage image, Path file) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new IllegalArgumentException("expected a name that ends in .png, as pictures are written; found "
                    + file + ": save it as PNG, and convert that if need be");
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path partial = file.resolveSibling(file.getFileName() + ".partial"); // of a full disk no half picture stays
            try {
                Files.write(partial, PictureFormat.PNG.bytes(image));
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "figure: " + String.join(" | ", panels.stream().map(Charts::measured).toList());
    }

    /** What a panel is about: its vertical axis, or the other one where that has no title. */
    private static String measured(XYChart panel) {
        String vertical = panel.getYAxisTitle();
        return vertical.isEmpty() ? panel.getXAxisTitle() : vertical;
    }
}
