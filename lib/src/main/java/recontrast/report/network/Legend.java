package recontrast.report.network;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** The signs that some networks use, in one line. */
public record Legend(List<Network> networks) {

    /** In pixels. */
    public static final int HEIGHT = 46;
    private static final int LEFT = 16;
    private static final int SIGN = 34; // width
    private static final int GAP = 26; // between entries

    /** One sign. */
    private record Entry(String words, Sign sign) { }

    /** Draws a sign from {@code left} on, {@code SIGN} wide, around {@code y}. */
    private interface Sign {
        void paint(Brush brush, double left, double y);
    }

    /** Draws it from the origin down. */
    public void paint(Graphics2D graphics) {
        Brush brush = Brush.on(graphics);
        double left = LEFT;
        for (Entry entry : entries()) {
            entry.sign().paint(brush, left, HEIGHT / 2.0);
            brush.text(entry.words(), Brush.LABEL, Ink.TEXT, left + SIGN + 8, HEIGHT / 2.0 + 6);
            left += SIGN + 8 + brush.width(entry.words(), Brush.LABEL) + GAP;
        }
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("features", (brush, left, y) -> brush.arrow(line(left, left + SIGN, y), Ink.TEXT)));
        entries.add(new Entry("gradient", (brush, left, y) -> brush.gradient(line(left + SIGN, left, y))));
        entries.add(new Entry("trained", (brush, left, y) -> brush.part(swatch(left, y), Side.TRAINED)));
        if (has(Side.FROZEN)) {
            entries.add(new Entry("frozen", (brush, left, y) -> brush.part(swatch(left, y), Side.FROZEN)));
        }
        if (has(Role.PROJECTION)) {
            entries.add(new Entry("output projection", (brush, left, y) -> brush.fill(
                    new Rectangle2D.Double(left + 4, y - 4, SIGN - 8, 8), Ink.TEXT)));
        }
        return entries;
    }

    private boolean has(Side side) {
        return networks.stream().anyMatch(network -> network.encoders().contains(side));
    }

    private boolean has(Role role) {
        return networks.stream().flatMap(network -> network.parts().stream()).anyMatch(part -> part.role() == role);
    }

    private static Shape swatch(double left, double y) {
        return new Rectangle2D.Double(left, y - 9, SIGN, 18);
    }

    private static Trace line(double from, double to, double y) {
        return new Trace(List.of(new Point2D.Double(from, y), new Point2D.Double(to, y)));
    }
}
