package recontrast.report.network;

import recontrast.Config;
import recontrast.Idea;
import recontrast.data.Printable;
import recontrast.report.Html;
import recontrast.report.Palette;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The network of a configuration as SVG (paper, Fig. 2): templates in which everything that some network has is drawn,
 * and what this one lacks is hidden.
 *
 * <p>Gradients run from each distance back through the decoder and the bottleneck. They reach an encoder only where it
 * is trained, by two ways: through what the decoder makes of its features (where encoders reconstruct each other, that
 * is the reconstruction of the frozen encoder's features), and through its features as targets unless stop gradient
 * cuts that. A frozen encoder gets none by either.
 */
record Network(Config config) {

    static final int WIDTH = 900; // pixels
    private static final int LEFT = 16; // of the title
    private static final int TITLE = 30; // size of its font

    boolean pairs() {
        return config.has(Idea.CONTRASTIVE_PAIRS);
    }

    boolean trained() {
        return pairs() || config.has(Idea.OPTIMIZED_ENCODER);
    }

    boolean frozen() {
        return pairs() || !trained();
    }

    private boolean stopped() {
        return trained() && config.has(Idea.STOP_GRADIENT);
    }

    int height() {
        return pairs() ? 706 : 380;
    }

    /** A group of {@link #WIDTH} by {@link #height} pixels. */
    String svg() {
        Map<String, Object> values = new HashMap<>(shown());
        values.put("rows", pairs() ? row("trained", "frozen", "translate(0 264)")
                + row("frozen", "trained", "translate(0 504) scale(1 -1)") // a mirror image
                : row(trained() ? "trained" : "frozen", trained() ? "trained" : "frozen", "translate(0 264)"));
        values.put("middle", pairs() ? 384 : 264);
        values.put("half", pairs() ? 157 : 37); // height of the bottleneck
        values.put("whole", pairs() ? 314 : 74);
        values.put("frozen-label", pairs() ? 419 : 362);
        values.put("flattened-y", config.has(Idea.HARD_NORMAL_MINING) ? -66 : -54);
        values.putAll(title());
        return filled("network", values);
    }

    /** What there is of what some networks have. */
    private Map<String, Object> shown() {
        boolean hard = config.has(Idea.HARD_NORMAL_MINING);
        boolean global = config.has(Idea.GLOBAL_DISTANCE);
        return Map.of("single", display(!pairs()), "pairs", display(pairs()),
                "trained", display(trained()), "frozen", display(frozen()), "stopped", display(stopped()),
                "point-by-point", display(!hard && !global), "flattened", display(hard || global),
                "global", display(!hard), "hard-normals", display(hard));
    }

    /** The name and, where there is room, its ideas. */
    private Map<String, Object> title() {
        String ideas = config.ideas().isEmpty() ? "reverse distillation"
                : config.ideas().stream().map(Idea::title).collect(Collectors.joining(" + "));
        double width = width(config.name(), Font.BOLD, TITLE);
        double shrunk = Math.min(1, (WIDTH - 2 * LEFT) / width);
        double left = LEFT + shrunk * width + 18;
        String name = Html.escaped(Printable.of(config.name())).replace("{", "&#123;"); // braces are the template's
        return Map.of("name", name, "name-size", shrunk * TITLE,
                "name-ink", "#%06x".formatted(Palette.of(config).color().getRGB() & 0xFFFFFF),
                "ideas", ideas, "ideas-x", left, "ideas-fit", display(left + width(ideas, Font.PLAIN, 16) < WIDTH));
    }

    /** What an encoder's features go through, and what they and their reconstruction are compared with. */
    private String row(String side, String seen, String place) {
        Map<String, Object> values = new HashMap<>(shown());
        boolean trained = side.equals("trained");
        values.putAll(Map.of("side", side, "seen", seen, "side-ink", ink(side), "seen-ink", ink(seen),
                "ground", trained ? "#e1eef7" : "#f3f3f3", "edge", trained ? "#6f9dc0" : "#8a8a8a",
                "trained", display(trained), "frozen", display(!trained),
                "carried", display(trained && !stopped()), "stopped", display(trained && stopped())));
        return "<g transform=\"" + place + "\">" + filled("row", values) + "</g>";
    }

    private static String ink(String side) {
        return side.equals("trained") ? "#0072b2" : "#666666";
    }

    static String display(boolean shown) {
        return shown ? "inline" : "none";
    }

    /** A template with a value in place of each {@code {name}}. */
    static String filled(String template, Map<String, Object> values) {
        try (InputStream in = Network.class.getResourceAsStream("/recontrast/network/" + template + ".svg")) {
            String svg = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, Object> value : values.entrySet()) {
                svg = svg.replace("{" + value.getKey() + "}", value.getValue().toString());
            }
            return svg;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the drawing's template " + template, e);
        }
    }

    private static double width(String text, int style, int size) {
        return new Font(Font.SANS_SERIF, style, size)
                .getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    @Override
    public String toString() {
        String encoder = pairs() ? "a trained and a frozen encoder that reconstruct each other"
                : trained() ? "one trained encoder" : "one frozen encoder";
        String targets = !trained() ? "" : (pairs() ? ", the trained one's targets " : ", its targets ")
                + (stopped() ? "under stop gradient" : "carry gradient");
        String distance = config.has(Idea.HARD_NORMAL_MINING) ? "global distance, easy points without gradient"
                : config.has(Idea.GLOBAL_DISTANCE) ? "global distance" : "distance point by point";
        return config.name() + ": " + encoder + targets + ", " + distance;
    }
}
