package recontrast.report.charts;

import recontrast.analysis.Landscape;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A landscape from above: colours, contours, and a cross at the trained weights.
 *
 * @param landscape at least two rows
 * @param scale of heights
 */
record ContourMap(Landscape landscape, ColourScale scale) {

    static final int MARGIN = 44;
    static final int MARGIN_TOP = 8;
    private static final Color LINE = new Color(255, 255, 255, 170);

    /** Draws into a square of {@code cell} pixels. */
    void paint(Graphics2D graphics, int cell) {
        int side = cell - MARGIN - 12;
        double step = side / (landscape.grid().points() - 1.0);
        graphics.drawImage(heat(side, step), MARGIN, MARGIN_TOP, null);
        graphics.translate(MARGIN, MARGIN_TOP);
        graphics.setStroke(new BasicStroke(1.1f));
        graphics.setColor(LINE);
        for (double level : scale.contours()) {
            graphics.draw(contour(level, step));
        }
        cross(graphics, side / 2.0);
        graphics.translate(-MARGIN, -MARGIN_TOP);
        axes(graphics, side);
    }

    private BufferedImage heat(int side, double step) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int rows = Math.min(side, (int) Math.round((landscape.rows().size() - 1) * step) + 1);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, y < rows ? scale.rgb(height(x / step, y / step)) : 0xFFFFFF);
            }
        }
        return image;
    }

    /** Between the points of the grid, bilinear. */
    private double height(double column, double row) {
        int c = Math.min((int) column, landscape.grid().points() - 2);
        int r = Math.min((int) row, landscape.rows().size() - 2);
        double right = column - c;
        double below = Math.min(1, row - r);
        return (1 - below) * ((1 - right) * landscape.at(c, r) + right * landscape.at(c + 1, r))
                + below * ((1 - right) * landscape.at(c, r + 1) + right * landscape.at(c + 1, r + 1));
    }

    /** Where the landscape crosses a level: for each cell of the grid the line between its edges (marching squares). */
    private Path2D contour(double level, double step) {
        Path2D path = new Path2D.Double();
        for (int r = 0; r < landscape.rows().size() - 1; r++) {
            for (int c = 0; c < landscape.grid().points() - 1; c++) {
                List<Point2D> crossings = new ArrayList<>();
                crossing(c, r, c + 1, r, level, crossings);
                crossing(c + 1, r, c + 1, r + 1, level, crossings);
                crossing(c + 1, r + 1, c, r + 1, level, crossings);
                crossing(c, r + 1, c, r, level, crossings);
                for (int i = 0; i + 1 < crossings.size(); i += 2) {
                    Point2D a = crossings.get(i);
                    Point2D b = crossings.get(i + 1);
                    path.append(new Line2D.Double(
                            a.getX() * step, a.getY() * step, b.getX() * step, b.getY() * step), false);
                }
            }
        }
        return path;
    }

    private void crossing(int fromX, int fromY, int toX, int toY, double level, List<Point2D> crossings) {
        double from = landscape.at(fromX, fromY);
        double to = landscape.at(toX, toY);
        if (from < level != to < level) {
            double part = (level - from) / (to - from);
            crossings.add(new Point2D.Double(fromX + part * (toX - fromX), fromY + part * (toY - fromY)));
        }
    }

    private static void cross(Graphics2D graphics, double middle) {
        graphics.setStroke(new BasicStroke(2));
        graphics.draw(new Line2D.Double(middle - 6, middle, middle + 6, middle));
        graphics.draw(new Line2D.Double(middle, middle - 6, middle, middle + 6));
    }

    private void axes(Graphics2D graphics, int side) {
        graphics.setColor(LandscapeChart.INK);
        double half = landscape.grid().distance() / 2;
        String[] ticks = {String.format(Locale.ROOT, "%.2g", -half), "0", String.format(Locale.ROOT, "%.2g", half)};
        for (int i = 0; i < ticks.length; i++) {
            int width = graphics.getFontMetrics().stringWidth(ticks[i]);
            graphics.drawString(ticks[i], MARGIN + i * side / 2 - (i * width) / 2, MARGIN_TOP + side + 17);
            graphics.drawString(ticks[i], MARGIN - width - 5, MARGIN_TOP + i * side / 2 + 5 + (1 - i) * 5);
        }
        String name = "two random directions; cross: the trained weights";
        int width = graphics.getFontMetrics().stringWidth(name);
        graphics.drawString(name, MARGIN + (side - width) / 2, MARGIN_TOP + side + 33);
    }
}
