package recontrast.report.charts;

import org.apiguardian.api.API;
import org.knowm.xchart.XYChart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Charts side by side.
 *
 * @param panels from left to right
 */
@API(status = API.Status.STABLE)
public record Charts(List<XYChart> panels) implements Drawing {

    private static final int LEAST_WIDTH = 320; // of a panel with its axes and legend, in pixels
    private static final int LEAST_HEIGHT = 240;

    public static Charts of(XYChart... panels) {
        return new Charts(List.of(panels));
    }

    @Override
    public Dimension size() {
        return new Dimension(panels.stream().mapToInt(XYChart::getWidth).sum(),
                panels.stream().mapToInt(XYChart::getHeight).max().orElseThrow());
    }

    @Override
    public void paint(Graphics2D graphics) {
        for (XYChart panel : panels) {
            panel.paint(graphics, panel.getWidth(), panel.getHeight());
            graphics.translate(panel.getWidth(), 0);
        }
    }

    /**
     * Each panel has its part of the width; letters and lines keep their size, but where the panels would have no room for
     * both them and a curve all of it is drawn larger and shrunk.
     */
    @Override
    public void paint(Graphics2D graphics, Dimension other) {
        Dimension own = size();
        double shrunk = Math.min(1, Math.min(
                other.width / (double) (LEAST_WIDTH * panels.size()), other.height / (double) LEAST_HEIGHT));
        graphics.scale(shrunk, shrunk);
        for (XYChart panel : panels) {
            int width = panel.getWidth();
            int height = panel.getHeight();
            panel.paint(graphics, (int) (width * other.width / shrunk / own.width),
                    (int) (height * other.height / shrunk / own.height));
            graphics.translate(panel.getWidth(), 0);
            BufferedImage nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            panel.paint(nowhere.createGraphics(), width, height); // it remembers the last size
        }
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
        PictureFormat.write(PictureFormat.PNG.bytes(image), file);
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
