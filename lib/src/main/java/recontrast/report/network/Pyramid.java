package recontrast.report.network;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Three feature maps, from the large map of few channels (stage 1) to the small one of many (stage 3).
 *
 * @param row where it lies
 * @param left its left edge
 * @param facing 1 where it narrows to the right, -1 where it widens
 */
record Pyramid(Row row, double left, int facing) {

    static final double WIDTH = 180;
    static final double HALF_HEIGHT = 75; // of its wide end
    static final int STAGES = 3;
    private static final double NARROWING = 38;
    private static final double[] PLACES = {-66, -4, 60}; // of the maps, from the middle, where it narrows
    private static final double[] THICKNESSES = {16, 24, 34};
    private static final double MARGIN = 9;

    double right() {
        return left + WIDTH;
    }

    double middle() {
        return left + WIDTH / 2;
    }

    /** The middle of a stage's map. */
    double x(int stage) {
        return middle() + facing * PLACES[stage - 1];
    }

    /** Half the height of a stage's map. */
    double reach(int stage) {
        return halfHeight(x(stage)) - MARGIN;
    }

    private double halfHeight(double x) {
        double fromWideEnd = facing > 0 ? x - left : right() - x;
        return HALF_HEIGHT - NARROWING * fromWideEnd / WIDTH;
    }

    Shape map(int stage) {
        double thickness = THICKNESSES[stage - 1];
        return new Rectangle2D.Double(
                x(stage) - thickness / 2, row.centre() - reach(stage), thickness, 2 * reach(stage));
    }

    Shape outline() {
        Path2D outline = new Path2D.Double();
        outline.moveTo(left, row.centre() - halfHeight(left));
        outline.lineTo(right(), row.centre() - halfHeight(right()));
        outline.lineTo(right(), row.centre() + halfHeight(right()));
        outline.lineTo(left, row.centre() + halfHeight(left));
        outline.closePath();
        return outline;
    }
}
