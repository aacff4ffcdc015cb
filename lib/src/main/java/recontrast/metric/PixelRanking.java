package recontrast.metric;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * How the pixels of a test set rank. Between two defective pixels the order of the normal ones changes no metric, so
 * only the defective are sorted, and the normal, most of all pixels, are counted where they lie among them.
 */
final class PixelRanking {

    private static final int WORKERS = 8; // at most, for each counts in an array of its own

    private final List<MaskedMap> maps;
    private final Levels defects;
    private final int[] normals; // by their place among the defects

    private PixelRanking(List<MaskedMap> maps, Levels defects, int[] normals) {
        this.maps = maps;
        this.defects = defects;
        this.normals = normals;
    }

    /**
     * Ranks the pixels of all {@code maps} together; fails where none is normal or none is defective.
     *
     * @param metric the one in whose name it fails
     * @throws CancellationException if this thread is interrupted; the interrupt flag stays set
     */
    static PixelRanking of(List<MaskedMap> maps, String metric) {
        endWhereInterrupted();
        int all = counted(maps.stream().mapToLong(map -> map.mask().length).sum(), metric);
        int normal = maps.parallelStream().mapToInt(MaskedMap::normalPixels).sum();
        if (normal == 0 || normal == all) {
            throw new IllegalArgumentException(metric + " needs normal and defective pixels; found " + normal
                    + " normal, " + (all - normal) + " defective in " + maps.size() + " masks");
        }
        Levels defects = new Levels(joined(maps.parallelStream().map(MaskedMap::defectScores).toList()));
        int workers = Math.min(Runtime.getRuntime().availableProcessors(), WORKERS);
        int[] normals = IntStream.range(0, workers).parallel()
                .mapToObj(worker -> count(defects, maps, worker, workers)).reduce(PixelRanking::plus).orElseThrow();
        return new PixelRanking(maps, defects, normals);
    }

    private static int counted(long pixels, String metric) {
        if (pixels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(metric + " counts at most " + Integer.MAX_VALUE + " pixels; found " + pixels
                    + ": test fewer images, or smaller ones");
        }
        return (int) pixels;
    }

    private static float[] joined(List<float[]> parts) {
        float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int size = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, size, part.length);
            size += part.length;
        }
        return joined;
    }

    /** The normal pixels of every {@code step}th map from {@code start}, by place. */
    private static int[] count(Levels defects, List<MaskedMap> maps, int start, int step) {
        int[] normals = new int[2 * defects.size() + 1];
        for (int i = start; i < maps.size(); i += step) {
            count(defects, maps.get(i), normals);
        }
        return normals;
    }

    private static void count(Levels defects, MaskedMap image, int[] normals) {
        float[] scores = image.map().values();
        boolean[] mask = image.mask();
        for (int pixel = 0; pixel < scores.length; pixel++) {
            if (!mask[pixel]) {
                normals[defects.place(scores[pixel])]++;
            }
        }
    }

    private static int[] plus(int[] counts, int[] more) {
        for (int place = 0; place < counts.length; place++) {
            counts[place] += more[place];
        }
        return counts;
    }

    /**
     * Ends the work where this thread is interrupted, for metrics of hundreds of images take seconds; its flag stays
     * set.
     */
    static void endWhereInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted between two metrics");
        }
    }

    /** What was ranked. */
    List<MaskedMap> maps() {
        return maps;
    }

    /**
     * The cuts that metrics need: one at each distinct score of a defective pixel, and one between two of them for all
     * normal pixels there.
     */
    Ranking cuts() {
        double[] thresholds = new double[normals.length];
        int[] truePositives = new int[normals.length];
        int[] falsePositives = new int[normals.length];
        int size = 0;
        int found = 0;
        int wrong = 0;
        for (int place = normals.length - 1; place >= 0; place--) {
            boolean defective = place % 2 == 1;
            if (defective || normals[place] > 0) {
                found += defective ? defects.count(place / 2) : 0;
                wrong += normals[place];
                thresholds[size] = defective ? defects.level(place / 2) : justAbove(place / 2 - 1);
                truePositives[size] = found;
                falsePositives[size] = wrong;
                size++;
            }
        }
        return new Ranking(Arrays.copyOf(thresholds, size), Arrays.copyOf(truePositives, size),
                Arrays.copyOf(falsePositives, size));
    }

    private double justAbove(int level) {
        return level < 0 ? Double.NEGATIVE_INFINITY : Math.nextUp(defects.level(level));
    }

    /**
     * Areas under the curve of per-region overlap over the false positive rate of all maps together, every distinct
     * score a threshold, from rate 0 to each limit, divided by the limit: 0..1.
     *
     * <p>All regions share the false positive axis, so an area is the mean over regions, and within a region over its
     * pixels, of what a single pixel adds: the part of the axis that is left once a falling threshold has reached it.
     */
    List<Double> overlap(double... limits) {
        List<int[]> regions = maps.parallelStream().flatMap(map -> map.regionScores().stream()).map(this::levels).toList();
        return Arrays.stream(limits).mapToObj(limit -> overlap(regions, limit)).toList();
    }

    private int[] levels(float[] scores) {
        int[] found = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            found[i] = defects.place(scores[i]) / 2;
        }
        return found;
    }

    private double overlap(List<int[]> regions, double limit) {
        if (!(limit > 0 && limit <= 1)) {
            throw new IllegalArgumentException("expected a false positive rate above 0, at most 1; found " + limit);
        }
        double[] found = found(limit);
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

    /**
     * The part of the false positive axis from 0 to {@code limit} on which a pixel at each level counts as found: its
     * threshold is reached at one rate, or, where normal pixels tie with it, linearly between two.
     *
     * @return (levels,), 0..limit
     */
    private double[] found(double limit) {
        double all = Arrays.stream(normals).sum();
        double[] found = new double[defects.size()];
        int wrong = 0;
        for (int level = found.length - 1; level >= 0; level--) {
            wrong += normals[2 * level + 2];
            double from = wrong / all;
            wrong += normals[2 * level + 1];
            double to = wrong / all;
            if (limit >= to) {
                found[level] = limit - (from + to) / 2;
            } else if (limit > from) {
                found[level] = (limit - from) * (limit - from) / (2 * (to - from));
            }
        }
        return found;
    }
}
