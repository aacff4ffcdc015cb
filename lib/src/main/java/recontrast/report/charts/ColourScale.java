package recontrast.report.charts;

import recontrast.analysis.Landscape;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Collection;
import java.util.Locale;

/**
 * From figures to colours: of landscapes their heights, of anomaly maps their values.
 *
 * @param lowest gets the darkest colour, and what lies below it too
 * @param highest gets the brightest, and what lies above it too
 */
public record ColourScale(double lowest, double highest) {

    /** Pixels across that a bar and its figures take. */
    public static final int BAR = 76;
    private static final int CONTOURS = 10;
    private static final int BAR_WIDTH = 16;
    private static final int ROOM = 128; // between figures below a bar

    static ColourScale of(Collection<Landscape> landscapes) {
        return new ColourScale(
                landscapes.stream().mapToDouble(Landscape::lowest).min().orElseThrow(),
                landscapes.stream().mapToDouble(Landscape::highest).max().orElseThrow());
    }

    /** 0 at the lowest figure, 1 at the highest. */
    double part(double figure) {
        return (figure - lowest) / Math.max(highest - lowest, Double.MIN_NORMAL);
    }

    public int rgb(double figure) {
        return Inferno.rgb(part(figure));
    }

    /** Heights at which contours run, evenly spaced. */
    double[] contours() {
        double[] levels = new double[CONTOURS - 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = lowest + (highest - lowest) * (i + 1) / CONTOURS;
        }
        return levels;
    }

    /** Draws a bar of the colours, so high, with figures beside it. */
    public void paint(Graphics2D graphics, int top, int height) {
        for (int y = 0; y < height; y++) {
            graphics.setColor(new Color(Inferno.rgb(1 - y / (height - 1.0))));
            graphics.fillRect(0, top + y, BAR_WIDTH, 1);
        }
        graphics.setColor(LandscapeChart.INK);
        for (int tick = 0; tick <= 4; tick++) {
            graphics.drawString(figure(tick / 4.0, "%.3f"), BAR_WIDTH + 5, top + Math.round(height * (1 - tick / 4f)) + 5);
        }
    }

    /** Draws a bar of the colours, so long, with figures below it. */
    public void paintAcross(Graphics2D graphics, int left, int top, int length) {
        for (int x = 0; x < length; x++) {
            graphics.setColor(new Color(Inferno.rgb(x / (length - 1.0))));
            graphics.fillRect(left + x, top, 1, BAR_WIDTH);
        }
        graphics.setColor(LandscapeChart.INK);
        int parts = Math.max(1, length / ROOM);
        for (int tick = 0; tick <= parts; tick++) {
            String figure = figure(tick / (double) parts, "%.3g");
            int width = graphics.getFontMetrics().stringWidth(figure);
            graphics.drawString(figure, left + length * tick / parts - width * tick / parts, top + 2 * BAR_WIDTH - 2);
        }
    }

    private String figure(double part, String format) {
        return String.format(Locale.ROOT, format, lowest + (highest - lowest) * part);
    }
}
