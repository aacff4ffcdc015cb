package recontrast.report.network;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Draws the parts of a network, each where the layout has it. */
record PartPainter(Brush brush, Layout layout) {

    private static final Font SYMBOL = new Font(Font.SANS_SERIF, Font.ITALIC, 17);
    private static final double LABEL = 98; // baseline of a label below a pyramid, from its middle
    private static final Color METAL = new Color(0x9AA3AB);

    void paint(Part part) {
        switch (part.role()) {
            case IMAGE -> image(layout.image().getBounds2D());
            case ENCODER -> pyramid(layout.encoder(part.side()), part.side(), part.side());
            case BOTTLENECK -> bottleneck(layout.bottleneck());
            case DECODER -> pyramid(
                    layout.decoder(part.side()), Side.TRAINED, layout.network().seen(part.side()));
            case PROJECTION -> stages(stage -> brush.fill(layout.projection(part.side(), stage), Ink.TEXT));
            case DISTANCE -> stages(stage -> distance(layout.distanceNode(part.side(), stage)));
        }
    }

    private static void stages(IntConsumer each) {
        IntStream.rangeClosed(1, Pyramid.STAGES).forEach(each);
    }

    /** A nut, seen from above. */
    private void image(Rectangle2D frame) {
        brush.fill(frame, new Color(0xE9E6E0));
        Path2D hexagon = new Path2D.Double();
        for (int corner = 0; corner < 6; corner++) {
            double x = frame.getCenterX() + 0.38 * frame.getWidth() * Math.cos(corner * Math.PI / 3 + 0.2);
            double y = frame.getCenterY() + 0.38 * frame.getWidth() * Math.sin(corner * Math.PI / 3 + 0.2);
            if (corner == 0) {
                hexagon.moveTo(x, y);
            } else {
                hexagon.lineTo(x, y);
            }
        }
        hexagon.closePath();
        Area nut = new Area(hexagon);
        double hole = 0.32 * frame.getWidth();
        nut.subtract(new Area(new Ellipse2D.Double(
                frame.getCenterX() - hole / 2, frame.getCenterY() - hole / 2, hole, hole)));
        brush.fill(nut, METAL);
        brush.outline(nut, Ink.TEXT, 1.2f);
        brush.outline(frame, Ink.FROZEN_EDGE, 1);
        brush.text("image", frame.getCenterX(), frame.getMaxY() + 23, Ink.TEXT);
    }

    /** The maps have the colour of the view that they come from. */
    private void pyramid(Pyramid pyramid, Side weights, Side seen) {
        brush.part(pyramid.outline(), weights);
        stages(stage -> {
            brush.fill(pyramid.map(stage), Ink.of(seen));
            brush.outline(pyramid.map(stage), Color.WHITE, 1.5f);
        });
    }

    private void bottleneck(RoundRectangle2D block) {
        brush.part(block, Side.TRAINED);
        brush.text("one-class", block.getCenterX(), block.getCenterY() - 4, Ink.TEXT);
        brush.text("bottleneck", block.getCenterX(), block.getCenterY() + 19, Ink.TEXT);
    }

    private void distance(Shape node) {
        brush.fill(node, Color.WHITE);
        brush.outline(node, Ink.TEXT, 1.8f);
        Rectangle2D frame = node.getBounds2D();
        brush.text("d", SYMBOL, Ink.TEXT, frame.getCenterX() - 5.5, frame.getCenterY() + 6);
    }

    /** Under a decoder for two: one ground for both of its halves. */
    void sharedGround() {
        if (layout.network().encoders().size() > 1) {
            double top = layout.row(Side.TRAINED).at(Pyramid.HALF_HEIGHT);
            double left = layout.decoder(Side.TRAINED).left();
            brush.fill(new Rectangle2D.Double(left, top, Pyramid.WIDTH, 2 * (layout.middle() - top)),
                    Ink.SHARED_GROUND);
        }
    }

    void labels() {
        for (Side side : layout.network().encoders()) {
            encoderLabel(side);
        }
        double decoder = layout.decoder(layout.network().encoders().get(0)).middle();
        if (layout.network().encoders().size() == 1) {
            brush.text("decoder", decoder, inner(layout.network().encoders().get(0)), Ink.TEXT);
        } else {
            brush.text("one decoder", decoder, layout.middle() + 6, Ink.TEXT);
            for (Side side : layout.network().encoders()) {
                Side seen = layout.network().seen(side);
                brush.text("from " + seen.word(), decoder, inner(side), Ink.of(seen));
            }
        }
    }

    private void encoderLabel(Side side) {
        String label = side.word() + " encoder";
        double middle = layout.encoder(side).middle();
        brush.text(label, middle, inner(side), Ink.of(side));
        if (side == Side.FROZEN) {
            Padlock.paint(brush, middle - brush.width(label) / 2 - Padlock.WIDTH - 7, inner(side));
        }
    }

    /** The baseline of a label on the inner side of a row. */
    private double inner(Side side) {
        Row row = layout.row(side);
        return row.outward() < 0 ? row.centre() + LABEL : row.centre() - LABEL + 13;
    }
}
