package recontrast.report.charts;

import recontrast.analysis.Landscape;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Landscapes side by side (paper, Fig. 4): above each as a surface, below as a heat map with contours. All share one
 * scale of height and colour, so that flat and steep compare.
 *
 * @param landscapes from left to right; interrupted ones as far as they go, two rows at least
 */
public record LandscapeChart(List<Landscape> landscapes) {

    private static final int CELL = 400;
    private static final int SURFACE_HEIGHT = 300;
    private static final int HEAD = 34;
    private static final int BAR = 76;
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    static final Color INK = new Color(0x333333);

    public LandscapeChart {
        landscapes = List.copyOf(landscapes);
        if (landscapes.isEmpty() || landscapes.stream().anyMatch(one -> one.rows().size() < 2)) {
            throw new IllegalArgumentException("expected landscapes of two rows at least; found fewer: measure them again");
        }
    }

    public static LandscapeChart of(Landscape... landscapes) {
        return new LandscapeChart(List.of(landscapes));
    }

    /** All of it as one picture. */
    public BufferedImage image() {
        HeightScale scale = HeightScale.of(landscapes);
        int width = landscapes.size() * CELL + BAR;
        BufferedImage image = new BufferedImage(width, HEAD + SURFACE_HEIGHT + CELL, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, image.getHeight());
        graphics.setFont(TEXT);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (Landscape landscape : landscapes) {
            column(graphics, landscape, scale);
            graphics.translate(CELL, 0);
        }
        graphics.translate(0, HEAD + SURFACE_HEIGHT);
        scale.paint(graphics, CELL);
        graphics.dispose();
        return image;
    }

    private static void column(Graphics2D graphics, Landscape landscape, HeightScale scale) {
        graphics.setColor(INK);
        graphics.drawString(landscape.name() + (landscape.finished() ? "" : " (stopped early)"), 44, 22);
        graphics.translate(0, HEAD);
        new Surface(landscape, scale).paint(graphics, CELL, SURFACE_HEIGHT);
        graphics.translate(0, SURFACE_HEIGHT);
        new ContourMap(landscape, scale).paint(graphics, CELL);
        graphics.translate(0, -HEAD - SURFACE_HEIGHT);
    }

    /** Writes a PNG. */
    public void save(Path file) {
        Charts.save(image(), file);
    }

    @Override
    public String toString() {
        return "landscapes of " + String.join(", ", landscapes.stream().map(Landscape::name).toList());
    }
}
