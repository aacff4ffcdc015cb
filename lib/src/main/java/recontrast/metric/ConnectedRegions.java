package recontrast.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The separate defects of a mask: defective pixels belong together where they touch, corners included. */
public final class ConnectedRegions {

    private final int side;
    private final boolean[] unvisited;

    private ConnectedRegions(int side, boolean[] mask) {
        this.side = side;
        this.unvisited = mask.clone();
    }

    /** The 8-connected regions of a (side, side) mask, each as the row-major indices of its pixels. */
    public static List<int[]> of(boolean[] mask, int side) {
        ConnectedRegions search = new ConnectedRegions(side, mask);
        int[] queue = new int[mask.length];
        List<int[]> regions = new ArrayList<>();
        for (int pixel = 0; pixel < mask.length; pixel++) {
            if (search.unvisited[pixel]) {
                regions.add(search.grow(pixel, queue));
            }
        }
        return regions;
    }

    /** Breadth first: what was queued for a visit is the region. */
    private int[] grow(int seed, int[] queue) {
        int size = visit(seed, queue, 0);
        for (int next = 0; next < size; next++) {
            int row = queue[next] / side;
            int column = queue[next] % side;
            for (int r = Math.max(row - 1, 0); r <= Math.min(row + 1, side - 1); r++) {
                for (int c = Math.max(column - 1, 0); c <= Math.min(column + 1, side - 1); c++) {
                    if (unvisited[r * side + c]) {
                        size = visit(r * side + c, queue, size);
                    }
                }
            }
        }
        return Arrays.copyOf(queue, size);
    }

    private int visit(int pixel, int[] queue, int size) {
        unvisited[pixel] = false;
        queue[size] = pixel;
        return size + 1;
    }
}
