package recontrast.data;

/**
 * Weights of a bilinear resize along one axis, the triangle widened by the down-scale so that it antialiases; 22-bit
 * fixed point, bit for bit as in Pillow's {@code Resample.c}.
 */
final class TriangleFilter {

    private static final int PRECISION_BITS = 32 - 8 - 2;

    private final int from;
    private final int[] first; // input position that an output position sees
    private final int[][] weights;

    private TriangleFilter(int from, int[] first, int[][] weights) {
        this.from = from;
        this.first = first;
        this.weights = weights;
    }

    /** From {@code from} positions to {@code to}. */
    static TriangleFilter of(int from, int to) {
        return of(from, to, Math.max((double) from / to, 1));
    }

    /** From {@code from} positions to {@code to} with a triangle that is never widened: at most two positions count. */
    static TriangleFilter narrow(int from, int to) {
        return of(from, to, 1);
    }

    private static TriangleFilter of(int from, int to, double support) {
        if (to < 1) {
            throw new IllegalArgumentException("expected at least 1 pixel, found " + to + ": give a larger size");
        }
        double scale = (double) from / to;
        int[] first = new int[to];
        int[][] weights = new int[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int begin = Math.max((int) (centre - support + 0.5), 0);
            int end = Math.min((int) (centre + support + 0.5), from);
            first[i] = begin;
            weights[i] = weights(begin, end, centre, support);
        }
        return new TriangleFilter(from, first, weights);
    }

    private static int[] weights(int begin, int end, double centre, double support) {
        double[] triangle = new double[end - begin];
        double sum = 0;
        for (int k = 0; k < triangle.length; k++) {
            triangle[k] = Math.max(1 - Math.abs((k + begin - centre + 0.5) * (1 / support)), 0);
            sum += triangle[k];
        }
        int[] fixed = new int[triangle.length];
        for (int k = 0; k < fixed.length; k++) {
            fixed[k] = (int) (triangle[k] / sum * (1 << PRECISION_BITS) + 0.5);
        }
        return fixed;
    }

    /** Whether there are as many positions as before, each its own. */
    boolean isNone() {
        return from == to();
    }

    /** Number of output positions. */
    int to() {
        return first.length;
    }

    /** Of 8-bit values (outer, from, inner) those of (outer, to, inner). */
    byte[] apply(byte[] values, int outer, int inner) {
        byte[] out = new byte[outer * to() * inner];
        int next = 0;
        for (int row = 0; row < outer; row++) {
            for (int i = 0; i < to(); i++) {
                int start = (row * from + first[i]) * inner;
                for (int at = start; at < start + inner; at++) {
                    out[next++] = apply(weights[i], values, at, inner);
                }
            }
        }
        return out;
    }

    private static byte apply(int[] weights, byte[] values, int start, int stride) {
        int sum = 1 << (PRECISION_BITS - 1);
        int at = start;
        for (int weight : weights) {
            sum += weight * (values[at] & 255);
            at += stride;
        }
        return (byte) Math.min(sum >> PRECISION_BITS, 255);
    }
}
