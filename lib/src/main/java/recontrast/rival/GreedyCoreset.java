package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The greedy coreset (Sener and Savarese, ICLR 2018; algorithm 1 of PatchCore): one point after another, each the
 * farthest from those chosen before.
 *
 * <p>The textbook compares every point with every chosen one. But the distance from the chosen ones only falls, so an
 * old one is a bound, and a point whose bound is below another's distance is not the farthest. So the candidates, a few
 * points of the highest bounds, are compared with what was chosen since they were last, by matrix products, and
 * choosing goes on among them until all are nearer than the bound of some other point. The choice is the same.
 */
final class GreedyCoreset {

    private static final int CANDIDATES = 2048;
    private static final int ROWS = 256; // candidates that are compared at once, all with what is new to one of them
    private static final float CHOSEN = -1;

    private final NDArray points; // (N, d)
    private final NDArray centers; // (n, d + 1): the chosen points, to be measured to
    private final float[] bounds; // of each point's squared distance from the chosen ones
    private final int[] compared; // each point, with so many of the chosen ones
    private final int[] chosen;
    private int size; // of what is chosen

    private GreedyCoreset(NDArray points, NDArray centers) {
        this.points = points;
        this.centers = centers;
        this.bounds = new float[(int) points.getShape().get(0)];
        this.compared = new int[bounds.length];
        this.chosen = new int[(int) centers.getShape().get(0)];
        Arrays.fill(bounds, Float.MAX_VALUE);
    }

    /**
     * Indices of chosen points in the order of their choice. The points, (N, d), lie around 0, where distances are rounded
     * least; what {@code pause} throws, which is called now and then, ends the choice.
     */
    static int[] of(NDArray points, int count, int first, Runnable pause) {
        try (NDManager kept = points.getManager().newSubManager()) {
            NDArray centers = kept.zeros(new Shape(count, points.getShape().get(1) + 1));
            GreedyCoreset coreset = new GreedyCoreset(points, centers);
            coreset.choose(first, pause);
            return coreset.chosen;
        }
    }

    private void choose(int first, Runnable pause) {
        try (Candidates alone = new Candidates(first)) {
            alone.choose(0);
        }
        for (int from = 0; from < bounds.length; from += CANDIDATES) {
            pause.run();
            try (Candidates some = new Candidates(
                    IntStream.range(from, Math.min(from + CANDIDATES, bounds.length)).toArray())) {
                some.compare();
            }
        }
        while (size < chosen.length) {
            pause.run();
            try (Candidates highest = new Candidates(highest())) {
                float others = highest.lowest();
                highest.compare();
                highest.chooseAbove(others);
            }
        }
    }

    /** The points of the highest bounds, those that were compared with the fewest first. */
    private int[] highest() {
        try (NDManager scratch = points.getManager().newSubManager()) {
            NDList highest = scratch.create(bounds).topK(Math.min(CANDIDATES, bounds.length), 0, true, false);
            highest.attach(scratch);
            return Arrays.stream(highest.get(1).toLongArray()).mapToObj(index -> (int) index)
                    .sorted(Comparator.<Integer>comparingInt(index -> compared[index]).thenComparing(index -> index))
                    .mapToInt(index -> index).toArray();
        }
    }

    /** Points that one may be chosen of. */
    private final class Candidates implements AutoCloseable {

        private final NDManager scratch = points.getManager().newSubManager();
        private final int[] indices;
        private final SquaredDistances from;
        private final NDArray to;

        Candidates(int... indices) {
            NDArray rows = points.get(scratch.create(indices)); // (M, d)
            rows.attach(scratch);
            this.indices = indices;
            this.from = SquaredDistances.from(rows);
            this.to = SquaredDistances.to(rows);
        }

        /** The lowest of their bounds, which those of other points do not exceed. */
        float lowest() {
            return (float) Arrays.stream(indices).mapToDouble(index -> bounds[index]).min().orElseThrow();
        }

        /** Compares them with all that is chosen. */
        void compare() {
            for (int row = 0; row < indices.length; row += ROWS) {
                int end = Math.min(row + ROWS, indices.length);
                int known = compared[indices[row]];
                if (known < size) {
                    lower(row, from.part(row, end).nearest(centers.get(new NDIndex(known + ":" + size))));
                }
            }
        }

        /** Takes in the distances from what is chosen of those from this row on. */
        private void lower(int row, float[] distances) {
            for (int i = 0; i < distances.length; i++) {
                int index = indices[row + i];
                bounds[index] = Math.min(bounds[index], distances[i]);
                compared[index] = size;
            }
        }

        /** Chooses the farthest, and again, as long as it is as far as the others may be. */
        void chooseAbove(float others) {
            int next = farthest();
            while (size < chosen.length && bounds[indices[next]] >= Math.max(others, 0)) {
                choose(next);
                next = farthest();
            }
        }

        private int farthest() {
            return IntStream.range(0, indices.length)
                    .reduce(0, (farthest, i) -> bounds[indices[i]] > bounds[indices[farthest]] ? i : farthest);
        }

        void choose(int next) {
            try (NDManager step = scratch.newSubManager()) {
                NDArray center = to.get(new NDIndex(next + ":" + (next + 1)));
                center.attach(step);
                centers.set(new NDIndex(size + ":" + (size + 1)), center);
                chosen[size++] = indices[next];
                lower(0, from.all(center, step).toFloatArray());
                bounds[indices[next]] = CHOSEN;
            }
        }

        @Override
        public void close() {
            scratch.close();
        }
    }
}
