package recontrast.report.network;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Draws the elements of which the drawing is made. */
record Brush(Graphics2D graphics) {

    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
    private static final double HEAD = 10; // length of an arrow's head
    private static final BasicStroke LINE = stroke(2.2f);
    private static final BasicStroke CASING = new BasicStroke(8, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHES = new BasicStroke(
            2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 4}, 0);
    private static final int HATCHING = 9; // pixels between lines

    /** On these graphics, smoothly. */
    static Brush on(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return new Brush(graphics);
    }

    static BasicStroke stroke(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void outline(Shape shape, Color color, float width) {
        graphics.setColor(color);
        graphics.setStroke(stroke(width));
        graphics.draw(shape);
    }

    /** Ground, edge and, where it is frozen, hatching. */
    void part(Shape shape, Side side) {
        boolean frozen = side == Side.FROZEN;
        fill(shape, frozen ? Ink.FROZEN_GROUND : Ink.TRAINED_GROUND);
        if (frozen) {
            hatch(shape);
        }
        outline(shape, frozen ? Ink.FROZEN_EDGE : Ink.TRAINED_EDGE, 1.5f);
    }

    private void hatch(Shape shape) {
        Shape before = graphics.getClip();
        graphics.clip(shape);
        graphics.setColor(Ink.HATCHING);
        graphics.setStroke(stroke(1.6f));
        var bounds = shape.getBounds();
        for (int x = bounds.x - bounds.height; x < bounds.x + bounds.width; x += HATCHING) {
            graphics.drawLine(x, bounds.y + bounds.height, x + bounds.height, bounds.y);
        }
        graphics.setClip(before);
    }

    /** Something that flows forwards. */
    void arrow(Trace trace, Color color) {
        graphics.setColor(color);
        graphics.setStroke(LINE);
        graphics.draw(trace.shaft(HEAD - 2));
        graphics.fill(head(trace));
    }

    /** An arrow that may cross others: with white beside it. */
    void crossing(Trace trace, Color color) {
        graphics.setColor(Color.WHITE);
        graphics.setStroke(CASING);
        graphics.draw(trace.shaft(HEAD));
        arrow(trace, color);
    }

    /** An arrow that goes on beyond the next part. */
    void line(Trace trace, Color color) {
        outline(trace.shaft(0), color, LINE.getLineWidth());
    }

    /** Something that flows backwards. */
    void gradient(Trace trace) {
        dashes(trace, HEAD - 2);
        graphics.fill(head(trace));
    }

    /** A gradient that goes on beyond the next part. */
    void gradientLine(Trace trace) {
        dashes(trace, 0);
    }

    private void dashes(Trace trace, double head) {
        graphics.setColor(Ink.GRADIENT);
        graphics.setStroke(DASHES);
        graphics.draw(trace.shaft(head));
    }

    private static Shape head(Trace trace) {
        Path2D head = new Path2D.Double();
        head.moveTo(0, 0);
        head.lineTo(-HEAD, -HEAD / 2);
        head.lineTo(-HEAD, HEAD / 2);
        head.closePath();
        AffineTransform place = AffineTransform.getTranslateInstance(trace.end().getX(), trace.end().getY());
        place.rotate(trace.heading());
        return place.createTransformedShape(head);
    }

    /** Centred at {@code x}. */
    void text(String text, double x, double baseline, Color color) {
        text(text, LABEL, color, x - width(text, LABEL) / 2, baseline);
    }

    void text(String text, Font font, Color color, double left, double baseline) {
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, (float) left, (float) baseline);
    }

    double width(String text, Font font) {
        return graphics.getFontMetrics(font).getStringBounds(text, graphics).getWidth();
    }
}
