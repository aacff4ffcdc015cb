package recontrast.pretraining.procedural;

import java.util.function.IntToDoubleFunction;

/** One value a pixel of a square image, row by row. */
final class Field {

    private final int side;
    private final float[] values; // (side * side)

    private Field(int side, float[] values) {
        this.side = side;
        this.values = values;
    }

    /** Samples a surface over the unit square, at the centres of the pixels. */
    static Field of(int side, Surface surface) {
        return ofPixels(side, pixel -> surface.at((pixel % side + 0.5) / side, (pixel / side + 0.5) / side));
    }

    static Field ofPixels(int side, IntToDoubleFunction value) {
        float[] values = new float[side * side];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = (float) value.applyAsDouble(pixel);
        }
        return new Field(side, values);
    }

    int side() {
        return side;
    }

    float at(int pixel) {
        return values[pixel];
    }

    /** The value at a column and a row, the border repeated outside. */
    float at(int column, int row) {
        return values[inside(row) * side + inside(column)];
    }

    /** Stretched so that the least value is 0 and the greatest 1; a flat field becomes 0. */
    Field normalised() {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        float origin = least;
        float range = Math.max(greatest - least, 1e-6f);
        return ofPixels(side, pixel -> (values[pixel] - origin) / range);
    }

    private int inside(int index) {
        return Math.max(0, Math.min(side - 1, index));
    }
}
