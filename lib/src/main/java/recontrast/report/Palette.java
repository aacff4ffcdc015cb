package recontrast.report;

import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import recontrast.detector.Method;
import recontrast.detector.MethodFamily;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same look for a configuration in every plot.
 *
 * <p>Colours are those of Okabe and Ito (jfly.uni-koeln.de/color), told apart by colour-blind readers too, their yellow
 * darkened for a white ground. The side steps of the ladder (B+hm, C+cp, E-gl) are dashed.
 */
public final class Palette {

    private static final float WIDTH = 2.4f; // of lines
    private static final BasicStroke SOLID =
            new BasicStroke(WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED = dashed(9, 5);
    private static final BasicStroke DOTTED = dashed(2.5f, 4);

    private static final Map<String, Look> LADDER = Map.of(
            "A", look(0x808080, SOLID, SeriesMarkers.CIRCLE),
            "B", look(0x000000, SOLID, SeriesMarkers.SQUARE),
            "B+hm", look(0xCC79A7, DASHED, SeriesMarkers.SQUARE),
            "C", look(0xD55E00, SOLID, SeriesMarkers.TRIANGLE_DOWN),
            "D", look(0xE69F00, SOLID, SeriesMarkers.TRIANGLE_UP),
            "C+cp", look(0x9A8F00, DASHED, SeriesMarkers.TRIANGLE_DOWN),
            "E-gl", look(0x009E73, DASHED, SeriesMarkers.DIAMOND),
            "E", look(0x56B4E9, SOLID, SeriesMarkers.DIAMOND),
            "Ours", look(0x0072B2, SOLID, SeriesMarkers.CIRCLE));

    private static final List<Look> SPARE = List.of(
            look(0x882255, DOTTED, SeriesMarkers.SQUARE),
            look(0x332288, DOTTED, SeriesMarkers.TRIANGLE_UP),
            look(0x8C5A32, DOTTED, SeriesMarkers.DIAMOND),
            look(0x117733, DOTTED, SeriesMarkers.TRIANGLE_DOWN),
            look(0xAA4499, DOTTED, SeriesMarkers.CIRCLE),
            look(0x44AA99, DOTTED, SeriesMarkers.SQUARE),
            look(0xCC6677, DOTTED, SeriesMarkers.TRIANGLE_UP),
            look(0x661100, DOTTED, SeriesMarkers.DIAMOND));

    private static final double OWN_PART = 0.45; // of a colour, in its variations
    private static final List<Look> VARIATIONS = List.of(
            look(0x000000, DASHED, SeriesMarkers.SQUARE),
            look(0xFFFFFF, SOLID, SeriesMarkers.TRIANGLE_UP),
            look(0x000000, DOTTED, SeriesMarkers.DIAMOND),
            look(0xFFFFFF, DASHED, SeriesMarkers.TRIANGLE_DOWN),
            look(0x000000, SOLID, SeriesMarkers.TRIANGLE_UP),
            look(0xFFFFFF, DOTTED, SeriesMarkers.SQUARE));

    private Palette() { }

    /** The look of a configuration; another method, or one that is not on the ladder, has a spare look, always the same. */
    public static Look of(Method config) {
        return Optional.ofNullable(LADDER.get(config.name())).orElseGet(() -> SPARE.get(spare(config) % SPARE.size()));
    }

    /** Systems that are compared, by their place among all: neighbours are told apart. */
    private static int spare(Method config) {
        int place = MethodFamily.everyNamed().indexOf(config);
        return place < 0 ? config.name().hashCode() & Integer.MAX_VALUE : place;
    }

    /**
     * The look of a configuration that is in one plot several times, under different settings: its colour, darker or
     * paler, with dashes and a marker of its own.
     *
     * @param variant 0 for the first, which has the configuration's own look
     */
    public static Look of(Method config, int variant) {
        Look own = of(config);
        Look variation = VARIATIONS.get(Math.max(0, variant - 1) % VARIATIONS.size());
        return variant == 0 ? own
                : new Look(own.mixed(variation.color(), OWN_PART), variation.line(), variation.marker());
    }

    private static Look look(int rgb, BasicStroke line, Marker marker) {
        return new Look(new Color(rgb), line, marker);
    }

    private static BasicStroke dashed(float... lengths) {
        return new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
    }
}
