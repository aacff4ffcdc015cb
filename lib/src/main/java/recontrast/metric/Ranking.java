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

    private final double[] thresholds;
    private final int[] truePositives;
    private final int[] falsePositives;

    /** What each of the falling {@code thresholds} finds; the last finds everything. All kept, not copied. */
    Ranking(double[] thresholds, int[] truePositives, int[] falsePositives) {
        this.thresholds = thresholds;
        this.truePositives = truePositives;
        this.falsePositives = falsePositives;
    }

    /** Ranks {@code scores}; larger means more anomalous, {@code anomalous[i]} is the truth about {@code scores[i]}. */
    public static Ranking of(double[] scores, boolean[] anomalous) {
        if (scores.length != anomalous.length) {
            throw new IllegalArgumentException("expected one label a score; found " + scores.length + " scores, "
                    + anomalous.length + " labels");
        }
        return merged(sorted(scores, anomalous, false), sorted(scores, anomalous, true));
    }

    /** Ranks images. */
    public static Ranking of(List<LabelledScore> images) {
        boolean[] anomalous = new boolean[images.size()];
        for (int i = 0; i < anomalous.length; i++) {
            anomalous[i] = images.get(i).anomalous();
        }
        return of(images.stream().mapToDouble(LabelledScore::score).toArray(), anomalous);
    }

    /** Number of cuts: distinct scores, unless normal ones between the same two anomalous ones share theirs. */
    public int size() {
        return thresholds.length;
    }

    /** Number of normal samples. */
    public int normal() {
        return size() == 0 ? 0 : falsePositives[size() - 1];
    }

    /** Number of anomalous samples. */
    public int anomalous() {
        return size() == 0 ? 0 : truePositives[size() - 1];
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
        if (normal() == 0 || anomalous() == 0) {
            throw new IllegalArgumentException(metric + " needs normal and anomalous samples; found " + normal()
                    + " normal, " + anomalous() + " anomalous");
        }
    }

    private static double[] sorted(double[] scores, boolean[] labels, boolean wanted) {
        double[] sorted = IntStream.range(0, labels.length).filter(i -> labels[i] == wanted)
                .mapToDouble(i -> scores[i]).sorted().toArray();
        if (sorted.length > 0 && Double.isNaN(sorted[sorted.length - 1])) { // sorting puts NaN last
            throw new IllegalArgumentException("expected scores that can be ordered; found NaN: "
                    + "check whether training diverged");
        }
        return sorted;
    }

    /** Both arrays ascending. */
    private static Ranking merged(double[] normals, double[] defects) {
        double[] thresholds = new double[normals.length + defects.length];
        int[] truePositives = new int[thresholds.length];
        int[] falsePositives = new int[thresholds.length];
        int size = 0;
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
        return new Ranking(Arrays.copyOf(thresholds, size), Arrays.copyOf(truePositives, size),
                Arrays.copyOf(falsePositives, size));
    }
}
