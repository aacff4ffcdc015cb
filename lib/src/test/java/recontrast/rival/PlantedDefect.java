package recontrast.rival;

import recontrast.data.Picture;
import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;

import java.util.Arrays;
import java.util.Optional;

/** A white square in a good image, an eighth of its edge wide: a defect whose place is known. */
final class PlantedDefect {

    private static final int PART = 8;

    private PlantedDefect() { }

    /** The image with the square somewhat below its middle. */
    static Sample in(Sample good) {
        Picture whole = good.picture().get();
        byte[] rgb = whole.rgb().clone();
        int edge = whole.width() / PART;
        int top = whole.height() / 2;
        for (int y = top; y < top + edge; y++) {
            int from = 3 * (y * whole.width() + top);
            Arrays.fill(rgb, from, from + 3 * edge, (byte) 255);
        }
        Picture planted = new Picture(whole.width(), whole.height(), rgb);
        return new Sample("test/planted/000.png", "planted", () -> planted, Optional.empty(), "planted");
    }

    /** Whether the largest value lies in the square, or within a point of it. */
    static boolean isFound(AnomalyMap map, int point) {
        int largest = 0;
        for (int i = 0; i < map.values().length; i++) {
            largest = map.values()[i] > map.values()[largest] ? i : largest;
        }
        return near(largest / map.width(), map.height(), point) && near(largest % map.width(), map.width(), point);
    }

    private static boolean near(int pixel, int side, int point) {
        return pixel >= side / 2 - point && pixel < side / 2 + side / PART + point;
    }
}
