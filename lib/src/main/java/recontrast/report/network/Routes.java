package recontrast.report.network;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The ways of arrows: one between large parts, one for each stage where feature maps are compared. */
record Routes(Layout layout) {

    private static final double CORNER = 12; // radius
    private static final double TRUNK = 6; // from the image to where the way forks
    private static final double GRADIENT = 8; // from the way forward
    private static final double GAP = 3; // between an arrow and what it points to

    /** Gradients run beside the way of what they are the gradient of, backwards. */
    List<Trace> of(Arrow arrow) {
        return switch (arrow.flow()) {
            case FEATURES, TARGET -> forward(arrow.from(), arrow.to());
            case GRADIENT -> forward(arrow.to(), arrow.from()).stream().map(way -> beside(way, arrow)).toList();
            case STOPPED_GRADIENT -> forward(arrow.to(), arrow.from()).stream()
                    .map(way -> beside(way, arrow).straightTo(stop() + GAP)).toList();
        };
    }

    private Trace beside(Trace forward, Arrow arrow) {
        int outward = layout.row(arrow.to().side()).outward();
        return forward.beside(-outward * GRADIENT).reversed();
    }

    /** The x at which stop gradient cuts the way to the encoder. */
    double stop() {
        return layout.bottleneck().getCenterX();
    }

    private List<Trace> forward(Part from, Part to) {
        return switch (from.role()) {
            case IMAGE -> List.of(Trace.along(fork(layout.encoder(to.side()))));
            case BOTTLENECK -> List.of(Trace.along(crossing(from.side(), to.side())));
            case ENCODER -> to.role() == Role.BOTTLENECK
                    ? List.of(Trace.along(intoBottleneck(layout.encoder(from.side()))))
                    : stages(stage -> target(from, stage));
            case DECODER, PROJECTION, DISTANCE -> stages(stage -> reconstruction(from, to, stage));
        };
    }

    private static List<Trace> stages(IntFunction<Shape> way) {
        return IntStream.rangeClosed(1, Pyramid.STAGES).mapToObj(way).map(Trace::along).toList();
    }

    private Shape fork(Pyramid encoder) {
        double start = layout.image().getBounds2D().getMaxX() + GAP;
        double trunk = start + TRUNK;
        double y = encoder.row().centre();
        double corner = Math.signum(layout.middle() - y) * TRUNK;
        Path2D path = new Path2D.Double();
        path.moveTo(start, layout.middle());
        path.quadTo(trunk, layout.middle(), trunk, layout.middle() - corner);
        path.lineTo(trunk, y + corner);
        path.quadTo(trunk, y, trunk + Math.abs(corner), y);
        path.lineTo(encoder.left() - GAP, y);
        return path;
    }

    private Shape intoBottleneck(Pyramid encoder) {
        double y = encoder.row().centre();
        return bend(encoder.right() + GAP, y, layout.bottleneck().getMinX() - GAP, y);
    }

    private Shape crossing(Side seen, Side reconstructed) {
        return bend(layout.bottleneck().getMaxX() + GAP, layout.row(seen).centre(),
                layout.decoder(reconstructed).left() - GAP, layout.row(reconstructed).centre());
    }

    private static Shape bend(double startX, double startY, double endX, double endY) {
        Path2D path = new Path2D.Double();
        path.moveTo(startX, startY);
        path.curveTo((startX + endX) / 2, startY, (startX + endX) / 2, endY, endX, endY);
        return path;
    }

    private Shape target(Part encoder, int stage) {
        Side side = encoder.side();
        double x = layout.encoder(side).x(stage);
        double y = layout.distance(side, stage);
        Path2D path = new Path2D.Double();
        path.moveTo(x, layout.port(encoder, stage));
        path.lineTo(x, y - layout.row(side).outward() * CORNER);
        path.quadTo(x, y, x + CORNER, y);
        path.lineTo(layout.decoder(side).x(stage) - Layout.DISTANCE_RADIUS - GAP, y);
        return path;
    }

    private Shape reconstruction(Part from, Part to, int stage) {
        double x = layout.decoder(from.side()).x(stage);
        Path2D path = new Path2D.Double();
        path.moveTo(x, layout.port(from, stage));
        path.lineTo(x, layout.port(to, stage));
        return path;
    }
}
