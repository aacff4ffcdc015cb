package recontrast.report.network;

import recontrast.Idea;
import recontrast.report.Palette;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;

/** Draws a network under its title. */
public final class NetworkPainter {

    /** Of every drawing, in pixels. */
    public static final int WIDTH = Layout.WIDTH;

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 30);
    private static final Font SUBTITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    private static final int TITLE_LEFT = 16;
    private static final int TITLE_BASELINE = 38;
    private static final int LINE = 24; // of text
    private static final double STOP = 13; // from the outermost lines to the ends of the bar

    private final Network network;
    private final Layout layout;
    private final Routes routes;

    /** Lays the network out. */
    public NetworkPainter(Network network) {
        this.network = network;
        this.layout = new Layout(network);
        this.routes = new Routes(layout);
    }

    /** Of this drawing, in pixels. */
    public int height() {
        return layout.height();
    }

    /** Draws it from the origin to the right and down. */
    public void paint(Graphics2D graphics) {
        Brush brush = Brush.on(graphics);
        PartPainter parts = new PartPainter(brush, layout);
        title(brush);
        parts.sharedGround();
        network.parts().forEach(parts::paint);
        network.arrows(Flow.TARGET).forEach(arrow -> forward(brush, arrow));
        network.arrows(Flow.FEATURES).forEach(arrow -> forward(brush, arrow));
        network.arrows(Flow.GRADIENT).forEach(arrow -> gradient(brush, arrow));
        network.arrows(Flow.STOPPED_GRADIENT).forEach(arrow -> stopped(brush, arrow));
        parts.labels();
        distance(brush);
    }

    /** The name and, where there is room, its ideas. */
    private void title(Brush brush) {
        String name = network.config().name();
        List<String> titles = network.config().ideas().stream().map(Idea::title).toList();
        String ideas = titles.isEmpty() ? "reverse distillation" : String.join(" + ", titles);
        double shrunk = Math.min(1, (WIDTH - 2 * TITLE_LEFT) / brush.width(name, TITLE));
        Font font = TITLE.deriveFont((float) (shrunk * TITLE.getSize()));
        brush.text(name, font, Palette.of(network.config()).color(), TITLE_LEFT, TITLE_BASELINE);
        double left = TITLE_LEFT + brush.width(name, font) + 18;
        if (left + brush.width(ideas, SUBTITLE) < WIDTH) {
            brush.text(ideas, SUBTITLE, Ink.TEXT, left, TITLE_BASELINE);
        }
    }

    private void forward(Brush brush, Arrow arrow) {
        Color color = Ink.of(arrow.flow() == Flow.TARGET ? arrow.from().side() : seen(arrow.to()));
        for (Trace trace : routes.of(arrow)) {
            switch (arrow.to().role()) {
                case PROJECTION -> brush.line(trace, color);
                case DECODER -> brush.crossing(trace, color);
                case IMAGE, ENCODER, BOTTLENECK, DISTANCE -> brush.arrow(trace, color);
            }
        }
    }

    private void gradient(Brush brush, Arrow arrow) {
        routes.of(arrow).forEach(arrow.to().role() == Role.PROJECTION ? brush::gradientLine : brush::gradient);
    }

    /** Whose view it is that passes there. */
    private Side seen(Part part) {
        return switch (part.role()) {
            case IMAGE, ENCODER, BOTTLENECK -> part.side();
            case DECODER, PROJECTION, DISTANCE -> network.seen(part.side());
        };
    }

    private void stopped(Brush brush, Arrow arrow) {
        routes.of(arrow).forEach(brush::gradient);
        Side side = arrow.to().side();
        int outward = layout.row(side).outward();
        double outer = layout.distance(side, 1) + outward * STOP;
        double inner = layout.distance(side, Pyramid.STAGES) - outward * STOP;
        brush.outline(new Line2D.Double(routes.stop(), outer, routes.stop(), inner), Ink.GRADIENT, 7);
        brush.text("stop gradient", Brush.LABEL, Ink.GRADIENT, routes.stop() + 14, layout.distance(side, 1) - 18);
    }

    /** What the circles stand for, right of the decoder. */
    private void distance(Brush brush) {
        double middle = (layout.decoder(network.encoders().get(0)).right() + WIDTH) / 2;
        List<String> lines = network.distance().label();
        double top = layout.middle() - (Pictogram.HEIGHT + 6 + LINE * lines.size()) / 2;
        new Pictogram(brush).paint(network.distance(), middle - Pictogram.WIDTH / 2, top);
        for (int line = 0; line < lines.size(); line++) {
            brush.text(lines.get(line), middle, top + Pictogram.HEIGHT + LINE * (line + 1), Ink.TEXT);
        }
    }
}
