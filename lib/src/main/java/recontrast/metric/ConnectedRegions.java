package recontrast.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Pixels that hang together: where they touch, corners included, as scikit-image labels them unless told otherwise.
 * Pixels are numbered row by row.
 */
public final class ConnectedRegions {

    private final int width;
    private final int height;
    private final IntPredicate marked;
    private final BitSet visited = new BitSet();

    private ConnectedRegions(int width, int height, IntPredicate marked) {
        this.width = width;
        this.height = height;
        this.marked = marked;
    }

    /**
     * The regions of the marked pixels, in the order of their first ones.
     *
     * @param region makes what is told the pixels of one region, breadth first
     */
    public static <R extends IntConsumer> List<R> of(int width, int height, IntPredicate marked, Supplier<R> region) {
        ConnectedRegions search = new ConnectedRegions(width, height, marked);
        List<R> regions = new ArrayList<>();
        for (int pixel = 0; pixel < width * height; pixel++) {
            if (search.isNew(pixel)) {
                R found = region.get();
                search.grow(pixel, found);
                regions.add(found);
            }
        }
        return regions;
    }

    private boolean isNew(int pixel) {
        return !visited.get(pixel) && marked.test(pixel);
    }

    private void grow(int seed, IntConsumer region) {
        visited.set(seed);
        region.accept(seed);
        for (int[] rim = {seed}; rim.length > 0;) {
            int[] next = new int[8 * rim.length];
            int size = 0;
            for (int pixel : rim) {
                int row = pixel / width;
                int column = pixel % width;
                for (int r = Math.max(row - 1, 0); r <= Math.min(row + 1, height - 1); r++) {
                    for (int c = Math.max(column - 1, 0); c <= Math.min(column + 1, width - 1); c++) {
                        int beside = r * width + c;
                        if (isNew(beside)) {
                            visited.set(beside);
                            region.accept(beside);
                            next[size++] = beside;
                        }
                    }
                }
            }
            rim = Arrays.copyOf(next, size);
        }
    }
}
