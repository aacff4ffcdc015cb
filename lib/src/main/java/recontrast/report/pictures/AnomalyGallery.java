package recontrast.report.pictures;

import recontrast.data.ImageSize;
import recontrast.data.Picture;
import recontrast.metric.AnomalyMap;
import recontrast.report.charts.ColourScale;
import recontrast.report.charts.Drawing;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Samples below each other; beside each the outline of its defect and, for every configuration, its anomaly map over it
 * (paper, Fig. 5c). All maps that are measured alike share one scale of colours, which is drawn below them.
 */
public final class AnomalyGallery implements Drawing {

    private static final int CELL = 128; // pixels of the shorter side
    private static final int GAP = 6;
    private static final int LABEL = 112;
    private static final int HEAD = 28;
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Font SMALL = TEXT.deriveFont(12f);
    private static final Font SMALLEST = TEXT.deriveFont(11.5f);
    private static final int LINE = 17; // between baselines
    private static final int BAR = 40; // of colours, with room
    private static final String ALIKE = "";
    static final Color INK = new Color(0x333333);

    private final List<Example> examples;
    private final List<Column> columns;
    private final Optional<ColourScale> given;
    private final ImageSize cell;

    private AnomalyGallery(List<Example> examples, List<Column> columns, Optional<ColourScale> given) {
        this.examples = List.copyOf(examples);
        this.columns = List.copyOf(columns);
        this.given = given;
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

    /**
     * One column: pictures, or maps that are yet to be coloured.
     *
     * @param measure that the maps are of: columns of one share a scale
     * @param words below each map, a line or more; none where there is nothing to say
     */
    private record Column(
            String label, List<BufferedImage> pictures, String measure, List<AnomalyMap> maps, List<String> words) { }

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
        return new AnomalyGallery(examples, List.of(), Optional.empty());
    }

    /**
     * This gallery with one more column.
     *
     * @param label for instance the configuration
     * @param maps one for each example, in the same order
     */
    public AnomalyGallery with(String label, List<AnomalyMap> maps) {
        return with(label, ALIKE, maps, List.of());
    }

    /** The same of maps that share their colours with those of the same measure only, with words below each. */
    AnomalyGallery with(String label, String measure, List<AnomalyMap> maps, List<String> words) {
        requireAll(maps);
        return with(new Column(label, List.of(), measure, List.copyOf(maps), List.copyOf(words)));
    }

    /**
     * This gallery with one more column.
     *
     * @param pictures of those proportions, one for each example, in the same order
     */
    public AnomalyGallery withPictures(String label, List<BufferedImage> pictures) {
        requireAll(pictures);
        return with(new Column(label, List.copyOf(pictures), ALIKE, List.of(), List.of()));
    }

    private AnomalyGallery with(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new AnomalyGallery(examples, more, given);
    }

    /** The same on a scale of colours that it may share with other galleries, whatever its maps measure. */
    AnomalyGallery on(ColourScale scale) {
        return new AnomalyGallery(examples, columns, Optional.of(scale));
    }

    /** From the least to the largest value of these maps. */
    static ColourScale scale(List<AnomalyMap> maps) {
        return new ColourScale(maps.stream().mapToDouble(AnomalyMap::min).min().orElseThrow(),
                maps.stream().mapToDouble(AnomalyMap::max).max().orElseThrow());
    }

    /** By measure, in their order. */
    private Map<String, ColourScale> scales() {
        Map<String, List<AnomalyMap>> maps = new LinkedHashMap<>();
        columns.stream().filter(column -> !column.maps().isEmpty()).forEach(column ->
                maps.computeIfAbsent(column.measure(), first -> new ArrayList<>()).addAll(column.maps()));
        Map<String, ColourScale> scales = new LinkedHashMap<>();
        maps.forEach((measure, all) -> scales.put(measure, given.orElseGet(() -> scale(all))));
        return scales;
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
        return new Dimension(left(2 + columns.size()), top(examples.size()) + (scales().isEmpty() ? 0 : BAR) + GAP);
    }

    @Override
    public void paint(Graphics2D graphics) {
        graphics.setFont(TEXT);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_DEFAULT);
        heads(graphics);
        for (int row = 0; row < examples.size(); row++) {
            row(graphics, row);
        }
        Map<String, ColourScale> scales = scales();
        for (int column = 0; column < columns.size(); column++) {
            column(graphics, column, scales);
        }
        bars(graphics, scales);
    }

    private void heads(Graphics2D graphics) {
        head(graphics, 0, "input");
        head(graphics, 1, "defect");
        for (int column = 0; column < columns.size(); column++) {
            head(graphics, 2 + column, columns.get(column).label());
        }
    }

    private void head(Graphics2D graphics, int column, String label) {
        graphics.setColor(INK);
        centred(graphics, label, column, HEAD - 8);
    }

    private void centred(Graphics2D graphics, String words, int column, int baseline) {
        int width = graphics.getFontMetrics().stringWidth(words);
        graphics.drawString(words, left(column) + (cell.width() - width) / 2, baseline);
    }

    private void row(Graphics2D graphics, int row) {
        Example example = examples.get(row);
        int top = top(row);
        label(graphics, example.label(), top);
        BufferedImage picture = Overlay.picture(example.picture());
        draw(graphics, picture, left(0), top);
        draw(graphics, example.mask().isPresent() ? picture : Overlay.words("no mask", cell), left(1), top);
        example.mask().ifPresent(
                mask -> Overlay.outline(graphics, mask, example.picture().width(), left(1), top, cell.width()));
    }

    private void column(Graphics2D graphics, int place, Map<String, ColourScale> scales) {
        Column column = columns.get(place);
        graphics.setFont(SMALLEST);
        for (int row = 0; row < examples.size(); row++) {
            BufferedImage picture = column.maps().isEmpty() ? column.pictures().get(row) : Overlay.heat(
                    examples.get(row).picture(), column.maps().get(row), scales.get(column.measure()));
            draw(graphics, picture, left(2 + place), top(row));
            String[] words = column.words().isEmpty() ? new String[0] : column.words().get(row).split("\n");
            graphics.setColor(INK);
            for (int line = 0; line < words.length; line++) {
                centred(graphics, words[line], 2 + place, top(row) + cell.height() + (line + 1) * LINE - 3);
            }
        }
    }

    /** One below neighbours that share it. */
    private void bars(Graphics2D graphics, Map<String, ColourScale> scales) {
        int next;
        for (int column = 0; column < columns.size(); column = next) {
            Column first = columns.get(column);
            next = column + 1;
            while (next < columns.size() && columns.get(next).maps().isEmpty() == first.maps().isEmpty()
                    && columns.get(next).measure().equals(first.measure())) {
                next++;
            }
            if (!first.maps().isEmpty()) {
                scales.get(first.measure()).paintAcross(graphics, left(2 + column), top(examples.size()) + GAP,
                        left(2 + next) - left(2 + column) - GAP);
            }
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

    private int left(int column) {
        return LABEL + GAP + column * (cell.width() + GAP);
    }

    private int top(int row) {
        int lines = columns.stream().flatMap(column -> column.words().stream())
                .mapToInt(words -> words.split("\n").length).max().orElse(0);
        return HEAD + row * (cell.height() + lines * LINE + GAP);
    }

    @Override
    public String toString() {
        String labels = String.join(", ", columns.stream().map(Column::label).toList());
        return examples.size() + " images" + (labels.isEmpty() ? "" : ": " + labels);
    }
}
