package recontrast.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Per-region overlap over the false positive rate of a whole data set, every distinct score a threshold.
 *
 * <p>All regions share the false positive axis, so the area is the mean over regions, and within a region over its
 * pixels, of what a single pixel adds: the part of the axis that is left once a falling threshold has reached it. Only
 * the normal pixels need sorting.
 */
final class ProCurve {

    private final float[] normals; // ascending
    private final List<float[]> regions;

    private ProCurve(float[] normals, List<float[]> regions) {
        this.normals = normals;
        this.regions = regions;
    }

    /** The curve of all {@code maps} together; fails where there is no region or no normal pixel. */
    static ProCurve of(List<MaskedMap> maps) {
        float[] normals = normals(maps);
        List<float[]> regions = maps.parallelStream().flatMap(map -> map.regionScores().stream()).toList();
        if (normals.length == 0 || regions.isEmpty()) {
            throw new IllegalArgumentException("AUPRO needs normal pixels and defective regions; found "
                    + normals.length + " normal pixels, " + regions.size() + " regions in " + maps.size() + " maps");
        }
        FloatSort.sort(normals);
        return new ProCurve(normals, regions);
    }

    /** The area from false positive rate 0 to {@code limit}, divided by the limit: 0..1. */
    double areaTo(double limit) {
        if (!(limit > 0 && limit <= 1)) {
            throw new IllegalArgumentException("expected a false positive rate above 0, at most 1; found " + limit);
        }
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
        int first = firstAtLeast(score, 0);
        int above = score < normals[normals.length - 1] ? firstAtLeast(Math.nextUp(score), first) : normals.length;
        double from = (normals.length - above) / (double) normals.length;
        double to = (normals.length - first) / (double) normals.length;
        if (limit <= from) {
            return 0;
        }
        return limit >= to ? limit - (from + to) / 2 : (limit - from) * (limit - from) / (2 * (to - from));
    }

    /** Index of the first normal pixel, at or after {@code low}, that scores at least {@code score}. */
    private int firstAtLeast(float score, int low) {
        int high = normals.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (normals[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static float[] normals(List<MaskedMap> maps) {
        float[] normals = new float[maps.stream().mapToInt(MaskedMap::normalPixels).sum()];
        int size = 0;
        for (MaskedMap map : maps) {
            float[] scores = map.normalScores();
            System.arraycopy(scores, 0, normals, size, scores.length);
            size += scores.length;
        }
        return normals;
    }
}
