package recontrast.report;

import recontrast.Config;
import recontrast.report.network.Legend;
import recontrast.report.network.Network;
import recontrast.report.network.NetworkPainter;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The networks of configurations, drawn from their ideas: what is compared with what, and where gradients flow (paper,
 * Fig. 2). Several stand side by side.
 */
public final class NetworkDrawing {

    private static final int COLUMNS = 3;
    private static final double SMALL = 2.0 / 3; // scale of each where there are several
    private static final int GAP = 24;

    private final List<Network> networks;

    private NetworkDrawing(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** The network of one configuration. */
    public static NetworkDrawing of(Config config) {
        return of(List.of(config));
    }

    /** The networks of several configurations, in rows of three. */
    public static NetworkDrawing of(List<Config> configs) {
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("expected configurations to draw; found none: give one at least");
        }
        return new NetworkDrawing(configs.stream().map(Network::of).toList());
    }

    /** All of it as one picture. */
    public BufferedImage image() {
        double scale = networks.size() == 1 ? 1 : SMALL;
        BufferedImage image = new BufferedImage(
                (int) Math.round(scale * width()), (int) Math.round(scale * height()), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        rows().forEach(row -> paint(graphics, row));
        new Legend(networks).paint(graphics);
        graphics.dispose();
        return image;
    }

    private int width() {
        int columns = Math.min(COLUMNS, networks.size());
        return columns * NetworkPainter.WIDTH + (columns - 1) * GAP;
    }

    private int height() {
        return rows().stream().mapToInt(row -> height(row) + GAP).sum() + Legend.HEIGHT;
    }

    private List<List<NetworkPainter>> rows() {
        List<NetworkPainter> all = networks.stream().map(NetworkPainter::new).toList();
        return IntStream.iterate(0, first -> first < all.size(), first -> first + COLUMNS)
                .mapToObj(first -> all.subList(first, Math.min(first + COLUMNS, all.size()))).toList();
    }

    private static int height(List<NetworkPainter> row) {
        return row.stream().mapToInt(NetworkPainter::height).max().orElseThrow();
    }

    /** Draws a row from the origin on, and moves the origin below it. */
    private static void paint(Graphics2D graphics, List<NetworkPainter> row) {
        AffineTransform before = graphics.getTransform();
        for (NetworkPainter painter : row) {
            painter.paint(graphics);
            graphics.translate(NetworkPainter.WIDTH + GAP, 0);
        }
        graphics.setTransform(before);
        graphics.translate(0, height(row) + GAP);
    }

    /** Writes a PNG; folders are made as needed. */
    public void save(Path file) {
        Figure.save(image(), file);
    }

    @Override
    public String toString() {
        return networks.stream().map(Network::toString).collect(Collectors.joining("; "));
    }
}
