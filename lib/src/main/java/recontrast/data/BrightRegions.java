package recontrast.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The regions of a picture whose pixels have a sum of red, green and blue above a threshold; pixels hang together
 * where they touch, corners included, as scikit-image labels them unless told otherwise.
 */
final class BrightRegions {

    private final Picture picture;
    private final int threshold;
    private final List<Region> discovered = new ArrayList<>();
    private List<Run> above = List.of();

    /** Bright pixels side by side, up to but not including column {@code to}. */
    private record Run(int from, int to, Region region) { }

    private BrightRegions(Picture picture, int threshold) {
        this.picture = picture;
        this.threshold = threshold;
    }

    /** The region of most pixels, the topmost of equals; none where no pixel is bright. */
    static Optional<Region> largest(Picture picture, int threshold) {
        BrightRegions search = new BrightRegions(picture, threshold);
        for (int row = 0; row < picture.height(); row++) {
            search.visit(row);
        }
        return search.discovered.stream()
                .filter(region -> region.whole() == region)
                .reduce((first, next) -> next.area() > first.area() ? next : first);
    }

    /** One pass over the runs of a row and of the row above it, both from left to right. */
    private void visit(int row) {
        List<Run> runs = new ArrayList<>();
        int first = 0; // of the runs above that may touch this one
        for (int from = bright(row, 0); from < picture.width();) {
            int to = dark(row, from);
            while (first < above.size() && above.get(first).to() < from) {
                first++;
            }
            runs.add(new Run(from, to, region(row, from, to, first)));
            from = bright(row, to);
        }
        above = runs;
    }

    private Region region(int row, int from, int to, int first) {
        Region region = new Region(discovered.size());
        region.add(row, from, to);
        Region whole = region;
        for (int i = first; i < above.size() && above.get(i).from() <= to; i++) {
            whole = whole.joined(above.get(i).region());
        }
        if (whole == region) {
            discovered.add(region);
        }
        return whole;
    }

    /** The first bright column from a given one on, or the width. */
    private int bright(int row, int from) {
        int column = from;
        while (column < picture.width() && !isBright(row, column)) {
            column++;
        }
        return column;
    }

    /** The first column from a given one on that is not bright, or the width. */
    private int dark(int row, int from) {
        int column = from;
        while (column < picture.width() && isBright(row, column)) {
            column++;
        }
        return column;
    }

    private boolean isBright(int row, int column) {
        int at = (row * picture.width() + column) * Picture.CHANNELS;
        byte[] rgb = picture.rgb();
        return (rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255) > threshold;
    }
}
