package recontrast.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.apiguardian.api.API;

/**
 * How large an image is, or a map of it. Written as {@code 256} where it is a square, as {@code 256x512}, height first,
 * where it is not; in run files a square is a number.
 *
 * @param height rows, in pixels or points
 * @param width columns
 */
@API(status = API.Status.STABLE)
public record ImageSize(int height, int width) {

    /** As high as wide. */
    @JsonCreator
    public static ImageSize square(int side) {
        return new ImageSize(side, side);
    }

    /**
     * A size as it is written.
     *
     * @throws IllegalArgumentException if it is neither one number nor two with an x between them
     */
    @JsonCreator
    public static ImageSize parse(String written) {
        String[] sides = written.trim().split("x", -1);
        try {
            if (sides.length <= 2) {
                return new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
            }
        } catch (NumberFormatException words) {
            // said below
        }
        throw new IllegalArgumentException(
                "expected an image size such as 256, or 256x512 for height x width; found " + written);
    }

    /** Number of its pixels or points. */
    public int area() {
        return height * width;
    }

    /** Whether another one fits into it. */
    boolean holds(ImageSize other) {
        return other.height <= height && other.width <= width;
    }

    /** The size of a map with one point for a square of so many pixels. */
    public ImageSize dividedBy(int stride) {
        return new ImageSize(height / stride, width / stride);
    }

    @JsonValue
    private Object json() {
        return height == width ? height : toString();
    }

    @Override
    public String toString() {
        return height == width ? Integer.toString(height) : height + "x" + width;
    }
}
