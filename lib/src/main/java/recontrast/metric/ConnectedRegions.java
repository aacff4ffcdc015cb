package recontrast.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The separate defects of a mask: pixels belong together where they touch, corners included. */
final class ConnectedRegions {

    private final int width;
    private final int height;
    private final boolean[] left; // defective and in no region yet
    private final int[] queue;

    private ConnectedRegions(boolean[] mask, int width) {
        this.width = width;
        this.height = mask.length / width;
        this.left = mask.clone();
        this.queue = new int[mask.length];
    }

    /** The regions of a (height, width) mask in the order of their first pixels, each the indices of its pixels. */
    static List<int[]> of(boolean[] mask, int width) {
        ConnectedRegions search = new ConnectedRegions(mask, width);
        List<int[]> regions = new ArrayList<>();
        for (int pixel = 0; pixel < mask.length; pixel++) {
            if (search.left[pixel]) {
                regions.add(search.taken(pixel));
            }
        }
        return regions;
    }

    /** Breadth first: what was queued for a visit is the region. */
    private int[] taken(int seed) {
        int size = queued(seed, 0);
        for (int next = 0; next < size; next++) {
            int row = queue[next] / width;
            int column = queue[next] % width;
            for (int r = Math.max(row - 1, 0); r <= Math.min(row + 1, height - 1); r++) {
                for (int c = Math.max(column - 1, 0); c <= Math.min(column + 1, width - 1); c++) {
                    size = queued(r * width + c, size);
                }
            }
        }
        return Arrays.copyOf(queue, size);
    }

    private int queued(int pixel, int size) {
        if (!left[pixel]) {
            return size;
        }
        left[pixel] = false;
        queue[size] = pixel;
        return size + 1;
    }
}
