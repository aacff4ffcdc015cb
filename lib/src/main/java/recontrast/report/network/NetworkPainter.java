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
        network.arrows(Flow.TARGET).forEach(arrow -> forward(brush, arrow));
        network.arrows(Flow.FEATURES).forEach(arrow -> forward(brush, arrow));
        network.parts().forEach(parts::paint);
        network.arrows(Flow.GRADIENT).forEach(arrow -> gradient(brush, arrow));
        network.arrows(Flow.STOPPED_GRADIENT).forEach(arrow -> stopped(brush, arrow));
        parts.labels();
        distance(brush);
    }

    private void title(Brush brush) {
        Color color = Palette.of(network.config()).color();
        brush.text(network.config().name(), TITLE, color, TITLE_LEFT, TITLE_BASELINE);
        double width = brush.graphics().getFontMetrics(TITLE).stringWidth(network.config().name());
        List<String> ideas = network.config().ideas().stream().map(Idea::title).toList();
        brush.text(ideas.isEmpty() ? "reverse distillation" : String.join(" + ", ideas), SUBTITLE, Ink.TEXT,
                TITLE_LEFT + width + 18, TITLE_BASELINE);
    }

    private void forward(Brush brush, Arrow arrow) {
        boolean target = arrow.flow() == Flow.TARGET;
        Color color = Ink.of(target || network.encoders().size() == 1 ? arrow.to().side() : seen(arrow));
        if (arrow.to().role() == Role.PROJECTION) {
            routes.of(arrow).forEach(trace -> brush.line(trace, color));
        } else {
            routes.of(arrow).forEach(trace -> brush.arrow(trace, color));
        }
    }

    private void gradient(Brush brush, Arrow arrow) {
        routes.of(arrow).forEach(arrow.to().role() == Role.PROJECTION ? brush::gradientLine : brush::gradient);
    }

    /** Whose view it is that arrives there. */
    private Side seen(Arrow arrow) {
        return switch (arrow.to().role()) {
            case IMAGE, ENCODER, BOTTLENECK -> arrow.to().side();
            case DECODER, PROJECTION, DISTANCE -> network.seen(arrow.to().side());
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
