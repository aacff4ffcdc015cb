package recontrast.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Per-region overlap over the false positive rate of a whole data set, every distinct score a threshold.
 *
 * <p>All regions share the false positive axis, so the area is the mean over regions, and within a region over its
 * pixels, of what a single pixel adds: the part of the axis that is left once a falling threshold has reached it.
 */
final class ProCurve {

    private final PixelRanking pixels;
    private final List<int[]> regions; // each the levels of its pixels

    private ProCurve(PixelRanking pixels, List<int[]> regions) {
        this.pixels = pixels;
        this.regions = regions;
    }

    /** The curve of all maps together, whose {@code pixels} were ranked. */
    static ProCurve of(PixelRanking pixels) {
        Levels levels = pixels.defects();
        return new ProCurve(pixels, pixels.maps().parallelStream().flatMap(map -> map.regionScores().stream())
                .map(scores -> levels(scores, levels)).toList());
    }

    private static int[] levels(float[] scores, Levels levels) {
        int[] found = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            found[i] = levels.place(scores[i]) / 2;
        }
        return found;
    }

    /** The area from false positive rate 0 to {@code limit}, divided by the limit: 0..1. */
    double areaTo(double limit) {
        if (!(limit > 0 && limit <= 1)) {
            throw new IllegalArgumentException("expected a false positive rate above 0, at most 1; found " + limit);
        }
        double[] found = pixels.found(limit);
        double[] areas = regions.parallelStream().mapToDouble(region -> mean(found, region)).toArray();
        return Arrays.stream(areas).average().orElseThrow() / limit;
    }

    private static double mean(double[] found, int[] levels) {
        double sum = 0;
        for (int level : levels) {
            sum += found[level];
        }
        return sum / levels.length;
    }
}
