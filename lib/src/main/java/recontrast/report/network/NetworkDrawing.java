package recontrast.report.network;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import recontrast.Config;
import recontrast.report.charts.Drawing;

import javax.swing.JComponent;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The networks of configurations, drawn from their ideas: what is compared with what, and where gradients flow (paper,
 * Fig. 2). Several stand side by side.
 */
public final class NetworkDrawing implements Drawing {

    private static final int COLUMNS = 3;
    private static final double SMALL = 2.0 / 3; // scale of each where there are several
    private static final int GAP = 24;
    private static final int LEGEND = 46; // its height

    private final List<Network> networks;

    private NetworkDrawing(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** The networks of these configurations, in rows of three. */
    public static NetworkDrawing of(Config... configs) {
        return of(List.of(configs));
    }

    /** The networks of several configurations, in rows of three. */
    public static NetworkDrawing of(List<Config> configs) {
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("expected configurations to draw; found none: give one at least");
        }
        return new NetworkDrawing(configs.stream().map(Network::new).toList());
    }

    /** All of it as an SVG document, in which a title tells of each arrow where it leads. */
    public String svg() {
        StringBuilder groups = new StringBuilder();
        int y = 0;
        for (int first = 0; first < networks.size(); first += COLUMNS) {
            List<Network> row = networks.subList(first, Math.min(first + COLUMNS, networks.size()));
            for (int column = 0; column < row.size(); column++) {
                groups.append(at(column * (Network.WIDTH + GAP), y, row.get(column).svg()));
            }
            y += row.stream().mapToInt(Network::height).max().orElseThrow() + GAP;
        }
        groups.append(at(0, y, Network.filled("legend", Map.of(
                "frozen", Network.display(networks.stream().anyMatch(Network::frozen)),
                "pairs", Network.display(networks.stream().anyMatch(Network::pairs))))));
        int columns = Math.min(COLUMNS, networks.size());
        double scale = networks.size() == 1 ? 1 : SMALL;
        return Network.filled("drawing", Map.of("networks", groups, "scale", scale,
                "width", Math.round(scale * (columns * (Network.WIDTH + GAP) - GAP)),
                "height", Math.round(scale * (y + LEGEND))));
    }

    private static String at(int x, int y, String group) {
        return "<g transform=\"translate(" + x + " " + y + ")\">" + group + "</g>";
    }

    /** {@link #svg()} in that size: its text stays text. */
    @Override
    public String svg(Dimension shown) {
        return svg().replaceFirst("width=\"(\\d+)\" height=\"(\\d+)\"", "width=\"%d\" height=\"%d\" viewBox=\"0 0 $1 $2\""
                .formatted(shown.width, shown.height));
    }

    @Override
    public Dimension size() {
        FloatSize size = drawn().size();
        return new Dimension((int) size.getWidth(), (int) size.getHeight());
    }

    @Override
    public void paint(Graphics2D graphics) {
        drawn().render((JComponent) null, graphics);
    }

    private SVGDocument drawn() {
        return new SVGLoader().load(
                new ByteArrayInputStream(svg().getBytes(StandardCharsets.UTF_8)), null, LoaderContext.createDefault());
    }

    @Override
    public String toString() {
        return networks.stream().map(Network::toString).collect(Collectors.joining("; "));
    }
}
