package recontrast.report.charts;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The letters of a font by their outlines.
 *
 * @param font that outlines are of
 * @param context that they were made in
 */
record Letters(Font font, FontRenderContext context) {

    private static final String KNOWN = IntStream.concat(IntStream.rangeClosed('!', '~'),
            IntStream.concat(IntStream.rangeClosed(0xA1, 0xFF), IntStream.rangeClosed(0x391, 0x3C9)))
            .filter(Character::isDefined).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    private static final double NEAR = 0.02; // pixels
    private static final Map<Letters, List<Glyph>> GLYPHS = new ConcurrentHashMap<>();

    /** A letter; its outline piece by piece, each the kind of curve and its points. */
    private record Glyph(char letter, double advance, List<double[]> outline) {

        /** Whether these pieces begin with it, moved to the right. */
        boolean begins(List<double[]> pieces) {
            return pieces.size() >= outline.size() && IntStream.range(0, outline.size())
                    .allMatch(i -> same(outline.get(i), pieces.get(i), left(pieces)));
        }

        /** How far to the right it stands at the start of these pieces. */
        double left(List<double[]> pieces) {
            return pieces.get(0)[1] - outline.get(0)[1];
        }

        private static boolean same(double[] piece, double[] other, double left) {
            return piece[0] == other[0] && IntStream.range(1, piece.length)
                    .allMatch(i -> Math.abs(piece[i] + (i % 2 == 1 ? left : 0) - other[i]) < NEAR);
        }
    }

    /** The text that this is the outline of, its first letter's origin at (0, 0); empty where it is anything else. */
    Optional<String> in(Shape outline) {
        List<double[]> left = pieces(outline);
        StringBuilder text = new StringBuilder();
        double space = new TextLayout(" ", font, context).getAdvance();
        double end = 0; // of the last letter
        while (!left.isEmpty()) {
            List<double[]> rest = left;
            Optional<Glyph> next = glyphs().stream().filter(glyph -> glyph.begins(rest)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            double start = next.get().left(rest);
            text.append(" ".repeat((int) Math.max(0, Math.round((start - end) / space)))).append(next.get().letter());
            end = start + next.get().advance();
            left = rest.subList(next.get().outline().size(), rest.size());
        }
        return Optional.of(text.toString()).filter(words -> !words.isEmpty());
    }

    /** The longest outlines first, for that of a comma's dot begins a semicolon's. */
    private List<Glyph> glyphs() {
        return GLYPHS.computeIfAbsent(this, letters -> KNOWN.chars().mapToObj(letter -> {
            TextLayout layout = new TextLayout(String.valueOf((char) letter), font, context);
            return new Glyph((char) letter, layout.getAdvance(), pieces(layout.getOutline(null)));
        }).filter(glyph -> !glyph.outline().isEmpty())
                .sorted(Comparator.comparing((Glyph glyph) -> glyph.outline().size()).reversed()).toList());
    }

    private static List<double[]> pieces(Shape outline) {
        List<double[]> pieces = new ArrayList<>();
        double[] points = new double[6];
        for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(points);
            double[] piece = new double[1 + 2 * points(kind)];
            piece[0] = kind;
            System.arraycopy(points, 0, piece, 1, piece.length - 1);
            pieces.add(piece);
        }
        return pieces;
    }

    private static int points(int kind) {
        return switch (kind) {
            case PathIterator.SEG_CLOSE -> 0;
            case PathIterator.SEG_QUADTO -> 2;
            case PathIterator.SEG_CUBICTO -> 3;
            default -> 1;
        };
    }
}
