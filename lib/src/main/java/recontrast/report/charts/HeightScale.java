package recontrast.report.charts;

import recontrast.analysis.Landscape;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Collection;
import java.util.Locale;

/**
 * From heights of landscapes to colours.
 *
 * @param lowest gets the darkest colour
 * @param highest gets the brightest
 */
record HeightScale(double lowest, double highest) {

    private static final int CONTOURS = 10;
    private static final int BAR_WIDTH = 16;

    static HeightScale of(Collection<Landscape> landscapes) {
        return new HeightScale(
                landscapes.stream().mapToDouble(Landscape::lowest).min().orElseThrow(),
                landscapes.stream().mapToDouble(Landscape::highest).max().orElseThrow());
    }

    /** 0 at the lowest point, 1 at the highest. */
    double part(double height) {
        return (height - lowest) / Math.max(highest - lowest, Double.MIN_NORMAL);
    }

    int rgb(double height) {
        return Inferno.rgb(part(height));
    }

    /** Heights at which contours run, evenly spaced. */
    double[] contours() {
        double[] levels = new double[CONTOURS - 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = lowest + (highest - lowest) * (i + 1) / CONTOURS;
        }
        return levels;
    }

    /** Draws a bar of the colours beside a map of {@code cell} pixels, with heights at its ends. */
    void paint(Graphics2D graphics, int cell) {
        int top = ContourMap.MARGIN_TOP;
        int height = cell - ContourMap.MARGIN_TOP - ContourMap.MARGIN;
        for (int y = 0; y < height; y++) {
            graphics.setColor(new Color(Inferno.rgb(1 - y / (height - 1.0))));
            graphics.fillRect(0, top + y, BAR_WIDTH, 1);
        }
        graphics.setColor(LandscapeChart.INK);
        for (int tick = 0; tick <= 4; tick++) {
            double value = lowest + (highest - lowest) * tick / 4;
            graphics.drawString(String.format(Locale.ROOT, "%.3f", value),
                    BAR_WIDTH + 5, top + Math.round(height * (1 - tick / 4f)) + 5);
        }
    }
}
