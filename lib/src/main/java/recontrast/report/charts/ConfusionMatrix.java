package recontrast.report.charts;

import recontrast.metric.OperatingPoint;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;

/**
 * Scores with a threshold and, below them, how many images of either kind it calls good and defective.
 *
 * @param scores drawn above
 * @param point what the threshold costs
 */
record ConfusionMatrix(Charts scores, OperatingPoint point) implements Drawing {

    private static final int ROW = 30;
    private static final int COLUMN = 150;
    private static final int ROWS = 3;
    private static final int ROOM = 12;
    private static final Font BOLD = LandscapeChart.TEXT.deriveFont(Font.BOLD);
    private static final Color RIGHT = new Color(0xE3F1EA);
    private static final Color WRONG = new Color(0xFBE3D6);

    @Override
    public Dimension size() {
        return new Dimension(scores.size().width, scores.size().height + ROWS * ROW + ROOM);
    }

    @Override
    public void paint(Graphics2D graphics) {
        scores.paint(graphics);
        graphics.translate(-scores.size().width, scores.size().height);
        graphics.setFont(LandscapeChart.TEXT);
        words(graphics, "called good", 1, 0);
        words(graphics, "called defective", 2, 0);
        row(graphics, 1, "good images", point.good() - point.falseAlarms(), point.falseAlarms(), true);
        row(graphics, 2, "defective images", point.missed(), point.defective() - point.missed(), false);
    }

    private static void row(Graphics2D graphics, int row, String name, int calledGood, int calledDefective, boolean good) {
        graphics.setFont(LandscapeChart.TEXT);
        words(graphics, name, 0, row);
        graphics.setFont(BOLD);
        count(graphics, calledGood, 1, row, good);
        count(graphics, calledDefective, 2, row, !good);
    }

    private static void count(Graphics2D graphics, int count, int column, int row, boolean right) {
        graphics.setColor(right ? RIGHT : WRONG);
        graphics.fillRect(column * COLUMN + 1, row * ROW + 1, COLUMN - 2, ROW - 2);
        words(graphics, String.valueOf(count), column, row);
    }

    private static void words(Graphics2D graphics, String words, int column, int row) {
        graphics.setColor(LandscapeChart.INK);
        int width = graphics.getFontMetrics().stringWidth(words);
        graphics.drawString(words, column * COLUMN + (COLUMN - width) / 2, row * ROW + ROW - 9);
    }
}
