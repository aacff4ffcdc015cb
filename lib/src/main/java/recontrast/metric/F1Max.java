package recontrast.metric;

import java.util.List;

/**
 * The best F1 that any threshold reaches; the threshold is chosen with the labels in sight, so it is an upper bound.
 *
 * @param f1        harmonic mean of precision and recall, 0..1
 * @param threshold the lowest of the best thresholds; a score at or above it is called anomalous
 * @param accuracy  share of samples that the threshold gets right (the paper's ACC), 0..1
 */
public record F1Max(double f1, double threshold, double accuracy) {

    /** Tries every distinct score as threshold; fails where either kind of sample is missing. */
    public static F1Max of(Ranking ranking) {
        ranking.requireBothKinds("F1-max");
        int best = 0;
        for (int cut = 1; cut < ranking.size(); cut++) {
            if (f1(ranking, cut) >= f1(ranking, best)) {
                best = cut;
            }
        }
        long right = (long) ranking.truePositives(best) + ranking.normal() - ranking.falsePositives(best);
        double accuracy = right / ((double) ranking.normal() + ranking.anomalous());
        return new F1Max(f1(ranking, best), ranking.threshold(best), accuracy);
    }

    static F1Max mean(List<F1Max> sets) {
        return new F1Max(TestMetrics.mean(sets, F1Max::f1), TestMetrics.mean(sets, F1Max::threshold),
                TestMetrics.mean(sets, F1Max::accuracy));
    }

    private static double f1(Ranking ranking, int cut) {
        double tp = ranking.truePositives(cut);
        return 2 * tp / (tp + ranking.falsePositives(cut) + ranking.anomalous());
    }
}
