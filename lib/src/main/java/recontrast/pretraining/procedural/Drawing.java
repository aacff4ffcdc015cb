package recontrast.pretraining.procedural;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** A sheet of grey paper to draw shapes on, in units of its side; tones from 0 to 1. */
final class Drawing {

    private final BufferedImage image;
    private final Graphics2D pen;

    Drawing(int side, double background) {
        this.image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        this.pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(grey(background));
        pen.fillRect(0, 0, side, side);
        pen.scale(side, side);
    }

    void fill(Shape shape, double tone) {
        pen.setColor(grey(tone));
        pen.fill(shape);
    }

    void stroke(Shape shape, double width, double tone) {
        pen.setColor(grey(tone));
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.draw(shape);
    }

    Field field() {
        pen.dispose();
        int side = image.getWidth();
        int[] rgb = image.getRGB(0, 0, side, side, new int[side * side], 0, side);
        return Field.ofPixels(side, pixel -> (rgb[pixel] & 0xFF) / 255.0);
    }

    private static Color grey(double tone) {
        float level = (float) Math.max(0, Math.min(1, tone));
        return new Color(level, level, level);
    }
}
