package recontrast.report.charts;

import org.apiguardian.api.API;
import recontrast.analysis.Landscape;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/**
 * Landscapes side by side (paper, Fig. 4): above each as a surface, below as a heat map with contours. All share one
 * scale of height and colour, so that flat and steep compare.
 *
 * @param landscapes from left to right; interrupted ones as far as they go, two rows at least
 */
@API(status = API.Status.STABLE)
public record LandscapeChart(List<Landscape> landscapes) implements Drawing {

    private static final int CELL = 400;
    private static final int SURFACE_HEIGHT = 300;
    private static final int HEAD = 34;
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

    @Override
    public Dimension size() {
        return new Dimension(landscapes.size() * CELL + ColourScale.BAR, HEAD + SURFACE_HEIGHT + CELL);
    }

    @Override
    public void paint(Graphics2D graphics) {
        ColourScale scale = ColourScale.of(landscapes);
        graphics.setFont(TEXT);
        for (Landscape landscape : landscapes) {
            column(graphics, landscape, scale);
            graphics.translate(CELL, 0);
        }
        graphics.translate(0, HEAD + SURFACE_HEIGHT);
        scale.paint(graphics, ContourMap.MARGIN_TOP, CELL - ContourMap.MARGIN_TOP - ContourMap.MARGIN);
    }

    private static void column(Graphics2D graphics, Landscape landscape, ColourScale scale) {
        graphics.setColor(INK);
        graphics.drawString(landscape.name() + (landscape.finished() ? "" : " (stopped early)"), 44, 22);
        graphics.translate(0, HEAD);
        new Surface(landscape, scale).paint(graphics, CELL, SURFACE_HEIGHT);
        graphics.translate(0, SURFACE_HEIGHT);
        new ContourMap(landscape, scale).paint(graphics, CELL);
        graphics.translate(0, -HEAD - SURFACE_HEIGHT);
    }

    @Override
    public String toString() {
        return "landscapes of " + String.join(", ", landscapes.stream().map(Landscape::name).toList());
    }
}
