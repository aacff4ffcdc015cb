package recontrast.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Per-region overlap over the false positive rate of a whole data set, every distinct score a threshold.
 *
 * <p>All regions share the false positive axis, so the area is the mean over regions, and within a region over its
 * pixels, of what a single pixel adds: the part of the axis that is left once a falling threshold has reached it. Only
 * the normal pixels within the highest rate asked for need sorting.
 */
final class ProCurve {

    private final NormalPixels normals;
    private final List<float[]> regions;
    private final double highest;

    private ProCurve(NormalPixels normals, List<float[]> regions, double highest) {
        this.normals = normals;
        this.regions = regions;
        this.highest = highest;
    }

    /**
     * The curve of all {@code maps} together; fails where there is no region or no normal pixel.
     *
     * @param highest false positive rate to which the curve goes
     */
    static ProCurve of(List<MaskedMap> maps, double highest) {
        requireRate(highest, 1);
        NormalPixels normals = NormalPixels.of(maps, highest);
        List<float[]> regions = maps.parallelStream().flatMap(map -> map.regionScores().stream()).toList();
        if (normals.count() == 0 || regions.isEmpty()) {
            throw new IllegalArgumentException("AUPRO needs normal pixels and defective regions; found "
                    + normals.count() + " normal pixels, " + regions.size() + " regions in " + maps.size() + " maps");
        }
        return new ProCurve(normals, regions, highest);
    }

    private static void requireRate(double rate, double most) {
        if (!(rate > 0 && rate <= most)) {
            throw new IllegalArgumentException(
                    "expected a false positive rate above 0, at most " + most + "; found " + rate);
        }
    }

    /** The area from false positive rate 0 to {@code limit}, divided by the limit: 0..1. */
    double areaTo(double limit) {
        requireRate(limit, highest);
        double[] areas = regions.parallelStream().mapToDouble(scores -> area(scores, limit)).toArray();
        return Arrays.stream(areas).average().orElseThrow() / limit;
    }

    private double area(float[] scores, double limit) {
        double sum = 0;
        for (float score : scores) {
            sum += area(score, limit);
        }
        return sum / scores.length;
    }

    /** A pixel's overlap is 0 up to rate {@code from}, 1 beyond {@code to}, linear where it ties with normal pixels. */
    private double area(float score, double limit) {
        float[] scores = normals.highest();
        int first = firstAtLeast(score, 0);
        int above = score < scores[scores.length - 1] ? firstAtLeast(Math.nextUp(score), first) : scores.length;
        double from = (scores.length - above) / (double) normals.count();
        double to = (scores.length - first) / (double) normals.count();
        if (limit <= from) {
            return 0;
        }
        return limit >= to ? limit - (from + to) / 2 : (limit - from) * (limit - from) / (2 * (to - from));
    }

    /** Index of the first of the highest normal pixels, at or after {@code low}, that scores at least {@code score}. */
    private int firstAtLeast(float score, int low) {
        float[] scores = normals.highest();
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
