package recontrast.report.pictures;

import recontrast.data.ImageSize;
import recontrast.data.Picture;
import recontrast.metric.AnomalyMap;
import recontrast.report.charts.Drawing;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Samples below each other; beside each the outline of its defect and, for every configuration, its anomaly map over it
 * (paper, Fig. 5c). Every map is stretched to its own minimum and maximum, so colours compare within a map only.
 */
public final class AnomalyGallery implements Drawing {

    private static final int CELL = 128; // pixels of the shorter side
    private static final int GAP = 6;
    private static final int LABEL = 112;
    private static final int HEAD = 28;
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Font SMALL = TEXT.deriveFont(12f);
    private static final int LINE = 17; // between baselines
    private static final Color INK = new Color(0x333333);

    private final List<Example> examples;
    private final List<Pictures> columns;
    private final ImageSize cell;

    private AnomalyGallery(List<Example> examples, List<Pictures> columns) {
        this.examples = List.copyOf(examples);
        this.columns = List.copyOf(columns);
        this.cell = cell(examples.get(0).picture());
    }

    private static ImageSize cell(Picture picture) {
        int shorter = Math.min(picture.height(), picture.width());
        return new ImageSize(CELL * picture.height() / shorter, CELL * picture.width() / shorter);
    }

    /**
     * One row.
     *
     * @param label for instance the kind of defect; further lines are set smaller
     * @param picture as the network sees it, of one size in all rows
     * @param mask true where it is defective, row-major, of the picture's size; empty where nobody knows
     */
    public record Example(String label, Picture picture, Optional<boolean[]> mask) { }

    private record Pictures(String label, List<BufferedImage> pictures) { }

    /** A gallery with no maps yet. */
    public static AnomalyGallery of(List<Example> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("expected examples to show; found none: choose some samples");
        }
        List<ImageSize> sizes = examples.stream().map(Example::picture)
                .map(picture -> new ImageSize(picture.height(), picture.width())).distinct().toList();
        if (sizes.size() > 1) {
            throw new IllegalArgumentException("expected examples of one size; found " + sizes.get(0) + " and "
                    + sizes.get(1) + ": show those of one size together");
        }
        return new AnomalyGallery(examples, List.of());
    }

    /**
     * This gallery with one more column.
     *
     * @param label for instance the configuration
     * @param maps one for each example, in the same order
     */
    public AnomalyGallery with(String label, List<AnomalyMap> maps) {
        requireAll(maps);
        return withPictures(label, IntStream.range(0, maps.size())
                .mapToObj(row -> Overlay.heat(examples.get(row).picture(), maps.get(row))).toList());
    }

    /**
     * This gallery with one more column.
     *
     * @param pictures of those proportions, one for each example, in the same order
     */
    public AnomalyGallery withPictures(String label, List<BufferedImage> pictures) {
        requireAll(pictures);
        List<Pictures> more = new ArrayList<>(columns);
        more.add(new Pictures(label, List.copyOf(pictures)));
        return new AnomalyGallery(examples, more);
    }

    private void requireAll(List<?> column) {
        if (column.size() != examples.size()) {
            throw new IllegalArgumentException(
                    "expected a map for each of " + examples.size() + " examples; found " + column.size());
        }
    }

    List<Example> examples() {
        return examples;
    }

    @Override
    public Dimension size() {
        return new Dimension(left(2 + columns.size()), top(examples.size()) + GAP);
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setFont(TEXT);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_DEFAULT);
        heads(graphics);
        for (int row = 0; row < examples.size(); row++) {
            row(graphics, row);
        }
    }

    private void heads(Graphics2D graphics) {
        head(graphics, 0, "input");
        head(graphics, 1, "defect");
        for (int column = 0; column < columns.size(); column++) {
            head(graphics, 2 + column, columns.get(column).label());
        }
    }

    private void head(Graphics2D graphics, int column, String label) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setColor(INK);
        graphics.drawString(label, left(column) + (cell.width() - metrics.stringWidth(label)) / 2, HEAD - 8);
    }

    private void row(Graphics2D graphics, int row) {
        Example example = examples.get(row);
        int top = top(row);
        label(graphics, example.label(), top);
        BufferedImage picture = Overlay.picture(example.picture());
        draw(graphics, picture, left(0), top);
        draw(graphics, picture, left(1), top);
        example.mask().ifPresentOrElse(
                mask -> Overlay.outline(graphics, mask, example.picture().width(), left(1), top, cell.width()),
                () -> noMask(graphics, left(1), top));
        for (int column = 0; column < columns.size(); column++) {
            draw(graphics, columns.get(column).pictures().get(row), left(2 + column), top);
        }
    }

    /** Coarse maps of points keep their squares. */
    private void draw(Graphics2D graphics, BufferedImage picture, int left, int top) {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, picture.getWidth() <= cell.width() / 4
                ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, left, top, cell.width(), cell.height(), null);
    }

    /** The first line as far as there is room; of smaller ones below it, names of files among them, the end. */
    private void label(Graphics2D graphics, String label, int top) {
        String[] lines = label.split("\n");
        int baseline = top + cell.height() / 2 + 5 - LINE * (lines.length - 1) / 2;
        line(graphics, lines[0].replace('_', ' '), baseline, words -> words.substring(0, words.length() - 1));
        graphics.setFont(SMALL);
        for (int i = 1; i < lines.length; i++) {
            line(graphics, lines[i], baseline + i * LINE, words -> words.substring(1));
        }
        graphics.setFont(TEXT);
    }

    private static void line(Graphics2D graphics, String line, int baseline, UnaryOperator<String> shorter) {
        FontMetrics metrics = graphics.getFontMetrics();
        String words = line;
        while (metrics.stringWidth(words) > LABEL - 2 * GAP && words.length() > 1) {
            words = shorter.apply(words);
        }
        graphics.setColor(INK);
        graphics.drawString(words, LABEL - GAP - metrics.stringWidth(words), baseline);
    }

    private void noMask(Graphics2D graphics, int left, int top) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(left, top, cell.width(), cell.height());
        graphics.setColor(INK);
        graphics.drawString("no mask", left + cell.width() / 2 - 26, top + cell.height() / 2 + 5);
    }

    private int left(int column) {
        return LABEL + GAP + column * (cell.width() + GAP);
    }

    private int top(int row) {
        return HEAD + row * (cell.height() + GAP);
    }

    @Override
    public String toString() {
        String labels = String.join(", ", columns.stream().map(Pictures::label).toList());
        return examples.size() + " images" + (labels.isEmpty() ? "" : ": " + labels);
    }
}
