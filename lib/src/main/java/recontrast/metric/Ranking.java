package recontrast.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores sorted once, with what every distinct score finds when it is the threshold: a sample is called anomalous where
 * its score is at least the threshold, so tied samples are always found together.
 *
 * <p>Cuts are numbered from the highest threshold (0) to the lowest (size - 1, which finds everything).
 */
public final class Ranking {

    private final int normal;
    private final int anomalous;
    private final double[] thresholds;
    private final int[] truePositives;
    private final int[] falsePositives;
    private int size;

    /** Both arrays ascending. */
    private Ranking(double[] normals, double[] defects) {
        normal = normals.length;
        anomalous = defects.length;
        thresholds = new double[normal + anomalous];
        truePositives = new int[normal + anomalous];
        falsePositives = new int[normal + anomalous];
        merge(normals, defects);
    }

    /** Ranks {@code scores}; larger means more anomalous, {@code anomalous[i]} is the truth about {@code scores[i]}. */
    public static Ranking of(double[] scores, boolean[] anomalous) {
        requireLabels(scores.length, anomalous);
        return new Ranking(sorted(scores, anomalous, false), sorted(scores, anomalous, true));
    }

    /** Ranks images by {@code scores}, one each. */
    public static Ranking of(double[] scores, List<ScoredImage> images) {
        boolean[] anomalous = new boolean[images.size()];
        for (int i = 0; i < anomalous.length; i++) {
            anomalous[i] = images.get(i).anomalous();
        }
        return of(scores, anomalous);
    }

    /** Ranks single-precision scores, millions of them quickly; order and ties are those of the scores as they are. */
    public static Ranking of(float[] scores, boolean[] anomalous) {
        requireLabels(scores.length, anomalous);
        return new Ranking(sorted(scores, anomalous, false), sorted(scores, anomalous, true));
    }

    /** Number of distinct scores. */
    public int size() {
        return size;
    }

    /** Number of normal samples. */
    public int normal() {
        return normal;
    }

    /** Number of anomalous samples. */
    public int anomalous() {
        return anomalous;
    }

    /** The score that cut {@code cut} accepts at least. */
    public double threshold(int cut) {
        return thresholds[cut];
    }

    /** Anomalous samples that score at least {@code threshold(cut)}. */
    public int truePositives(int cut) {
        return truePositives[cut];
    }

    /** Normal samples that score at least {@code threshold(cut)}. */
    public int falsePositives(int cut) {
        return falsePositives[cut];
    }

    /** Refuses a ranking that misses one of the two kinds, in the name of the {@code metric} that needs both. */
    void requireBothKinds(String metric) {
        if (normal == 0 || anomalous == 0) {
            throw new IllegalArgumentException(metric + " needs normal and anomalous samples; found " + normal
                    + " normal, " + anomalous + " anomalous");
        }
    }

    private static void requireLabels(int scores, boolean[] anomalous) {
        if (scores != anomalous.length) {
            throw new IllegalArgumentException(
                    "expected one label a score; found " + scores + " scores, " + anomalous.length + " labels");
        }
    }

    private static double[] sorted(double[] scores, boolean[] labels, boolean wanted) {
        return requireOrder(IntStream.range(0, labels.length).filter(i -> labels[i] == wanted)
                .mapToDouble(i -> scores[i]).sorted().toArray());
    }

    private static double[] sorted(float[] scores, boolean[] labels, boolean wanted) {
        float[] chosen = new float[scores.length];
        int size = 0;
        for (int i = 0; i < scores.length; i++) {
            if (labels[i] == wanted) {
                chosen[size++] = scores[i];
            }
        }
        float[] sorted = Arrays.copyOf(chosen, size);
        FloatSort.sort(sorted);
        double[] wide = new double[size];
        for (int i = 0; i < size; i++) {
            wide[i] = sorted[i];
        }
        return requireOrder(wide);
    }

    private static double[] requireOrder(double[] sorted) {
        if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) { // sorting puts NaN last
            throw new IllegalArgumentException("expected scores that can be ordered; found NaN: "
                    + "check whether training diverged");
        }
        return sorted;
    }

    private void merge(double[] normals, double[] defects) {
        int n = normals.length;
        int d = defects.length;
        while (n > 0 || d > 0) {
            double threshold = Math.max(n > 0 ? normals[n - 1] : Double.NEGATIVE_INFINITY,
                    d > 0 ? defects[d - 1] : Double.NEGATIVE_INFINITY);
            while (n > 0 && normals[n - 1] == threshold) {
                n--;
            }
            while (d > 0 && defects[d - 1] == threshold) {
                d--;
            }
            thresholds[size] = threshold;
            truePositives[size] = defects.length - d;
            falsePositives[size] = normals.length - n;
            size++;
        }
    }
}
