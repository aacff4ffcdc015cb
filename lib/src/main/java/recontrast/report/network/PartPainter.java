package recontrast.report.network;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Draws the parts of a network, each where the layout has it. */
record PartPainter(Brush brush, Layout layout) {

    private static final Font SYMBOL = new Font(Font.SANS_SERIF, Font.ITALIC, 17);
    private static final double LABEL = 98; // baseline of a label below a pyramid, from its middle
    private static final Color METAL = new Color(0x9AA3AB);
    private static final Color TABLE = new Color(0xE9E6E0);
    private static final double TURN = 0.2; // of the nut

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

    private void image(Rectangle2D frame) {
        brush.fill(frame, TABLE);
        brush.fill(nut(frame), METAL);
        brush.outline(nut(frame), Ink.TEXT, 1.2f);
        brush.outline(frame, Ink.FROZEN_EDGE, 1);
        brush.text("image", frame.getCenterX(), frame.getMaxY() + 23, Ink.TEXT);
    }

    /** A nut, seen from above. */
    private static Shape nut(Rectangle2D frame) {
        Path2D hexagon = new Path2D.Double();
        hexagon.append(new Line2D.Double(corner(frame, 0), corner(frame, 1)), false);
        IntStream.range(2, 6).mapToObj(i -> corner(frame, i)).forEach(next -> hexagon.lineTo(next.getX(), next.getY()));
        hexagon.closePath();
        double hole = 0.16 * frame.getWidth();
        Area nut = new Area(hexagon);
        nut.subtract(new Area(new Ellipse2D.Double(
                frame.getCenterX() - hole, frame.getCenterY() - hole, 2 * hole, 2 * hole)));
        return nut;
    }

    private static Point2D corner(Rectangle2D frame, int number) {
        double angle = TURN + number * Math.PI / 3;
        double radius = 0.38 * frame.getWidth();
        return new Point2D.Double(
                frame.getCenterX() + radius * Math.cos(angle), frame.getCenterY() + radius * Math.sin(angle));
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
        List<Side> encoders = layout.network().encoders();
        encoders.forEach(this::encoderLabel);
        double decoder = layout.decoder(encoders.get(0)).middle();
        if (encoders.size() == 1) {
            brush.text("decoder", decoder, inner(encoders.get(0)), Ink.TEXT);
        } else {
            brush.text("one decoder", decoder, layout.middle() + 6, Ink.TEXT);
            encoders.forEach(side -> brush.text("from " + layout.network().seen(side).word(), decoder, inner(side),
                    Ink.of(layout.network().seen(side))));
        }
    }

    private void encoderLabel(Side side) {
        String label = side.word() + " encoder";
        double middle = layout.encoder(side).middle();
        brush.text(label, middle, inner(side), Ink.of(side));
        if (side == Side.FROZEN) {
            Padlock.paint(brush, middle - brush.width(label, Brush.LABEL) / 2 - Padlock.WIDTH - 7, inner(side));
        }
    }

    /** The baseline of a label on the inner side of a row. */
    private double inner(Side side) {
        Row row = layout.row(side);
        return row.outward() < 0 ? row.centre() + LABEL : row.centre() - LABEL + 13;
    }
}
