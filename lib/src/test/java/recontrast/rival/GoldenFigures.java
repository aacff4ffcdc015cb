package recontrast.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import recontrast.metric.AnomalyMap;
import recontrast.metric.ImageScore;

/** Compares with figures of other programs. */
final class GoldenFigures {

    private static final double TOLERANCE = 1e-4; // of the figure

    private GoldenFigures() { }

    static void assertFigure(double figure, JsonNode expected) {
        assertThat(figure).isCloseTo(expected.asDouble(), within(TOLERANCE * Math.abs(expected.asDouble())));
    }

    /** A map's largest value, its mean, and those at some points. */
    static void assertMap(AnomalyMap map, JsonNode expected) {
        assertFigure(ImageScore.MAXIMUM.of(map), expected.get("max"));
        assertFigure(ImageScore.MEAN.of(map), expected.get("mean"));
        expected.get("points").propertyStream().forEach(point -> {
            String[] at = point.getKey().split(",");
            assertFigure(map.values()[Integer.parseInt(at[0]) * map.width() + Integer.parseInt(at[1])],
                    point.getValue());
        });
    }
}
