package recontrast.data;

import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.function.IntConsumer;
import recontrast.metric.ConnectedRegions;

/**
 * Pixels of a picture that hang together and have a sum of red, green and blue above a threshold.
 *
 * @param width of the picture
 */
record BrightRegion(int width, IntSummaryStatistics rows, IntSummaryStatistics columns) implements IntConsumer {

    private BrightRegion(int width) {
        this(width, new IntSummaryStatistics(), new IntSummaryStatistics());
    }

    /** The region of most pixels, the topmost of equals; none where no pixel is bright. */
    static Optional<BrightRegion> largest(Picture picture, int threshold) {
        byte[] rgb = picture.rgb();
        return ConnectedRegions.of(picture.width(), picture.height(),
                        pixel -> sum(rgb, Picture.CHANNELS * pixel) > threshold, () -> new BrightRegion(picture.width()))
                .stream().reduce((first, next) -> next.area() > first.area() ? next : first);
    }

    private static int sum(byte[] rgb, int at) {
        return (rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255);
    }

    @Override
    public void accept(int pixel) {
        rows.accept(pixel / width);
        columns.accept(pixel % width);
    }

    /** In pixels. */
    long area() {
        return rows.getCount();
    }

    /** Mean row of its pixels. */
    double centreRow() {
        return rows.getAverage();
    }

    /** Mean column of its pixels. */
    double centreColumn() {
        return columns.getAverage();
    }

    /** The longer side of the rectangle it fits in, in pixels. */
    int extent() {
        return 1 + Math.max(rows.getMax() - rows.getMin(), columns.getMax() - columns.getMin());
    }
}
