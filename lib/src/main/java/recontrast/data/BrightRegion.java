package recontrast.data;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.IntSummaryStatistics;
import java.util.Optional;

/**
 * Pixels of a picture that hang together, corners included, and have a sum of red, green and blue above a threshold.
 *
 * <p>Found by runs of pixels side by side, for a photograph of the retina has millions of bright pixels.
 */
record BrightRegion(IntSummaryStatistics rows, IntSummaryStatistics columns) {

    /** The region of most pixels, the topmost of equals; none where no pixel is bright. */
    static Optional<BrightRegion> largest(Picture picture, int threshold) {
        BitSet bright = bright(picture.rgb(), threshold);
        Optional<BrightRegion> largest = Optional.empty();
        for (int seed = bright.nextSetBit(0); seed >= 0; seed = bright.nextSetBit(seed)) {
            BrightRegion region = taken(seed, bright, picture.width());
            if (largest.map(BrightRegion::area).orElse(0L) < region.area()) {
                largest = Optional.of(region);
            }
        }
        return largest;
    }

    private static BitSet bright(byte[] rgb, int threshold) {
        BitSet bright = new BitSet(rgb.length / Picture.CHANNELS);
        for (int at = 0; at < rgb.length; at += Picture.CHANNELS) {
            if ((rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255) > threshold) {
                bright.set(at / Picture.CHANNELS);
            }
        }
        return bright;
    }

    /** The region around a pixel, taken out of those that are left. */
    private static BrightRegion taken(int seed, BitSet left, int width) {
        BrightRegion region = new BrightRegion(new IntSummaryStatistics(), new IntSummaryStatistics());
        Deque<Integer> seeds = new ArrayDeque<>();
        seeds.push(seed);
        while (!seeds.isEmpty()) {
            int pixel = seeds.pop();
            if (left.get(pixel)) {
                int row = pixel / width;
                int from = Math.max(left.previousClearBit(pixel) + 1, row * width);
                int to = Math.min(left.nextClearBit(pixel), (row + 1) * width);
                left.clear(from, to);
                region.add(row, from - row * width, to - row * width);
                int first = Math.max(from - 1, row * width);
                int end = Math.min(to + 1, (row + 1) * width);
                pushRuns(Math.max(first - width, 0), end - width, left, seeds);
                pushRuns(first + width, end + width, left, seeds);
            }
        }
        return region;
    }

    /** A pixel of each run that begins or goes on between two pixels. */
    private static void pushRuns(int first, int end, BitSet left, Deque<Integer> seeds) {
        for (int at = left.nextSetBit(first); at >= 0 && at < end; at = left.nextSetBit(left.nextClearBit(at))) {
            seeds.push(at);
        }
    }

    private void add(int row, int from, int to) {
        for (int column = from; column < to; column++) {
            rows.accept(row);
            columns.accept(column);
        }
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
