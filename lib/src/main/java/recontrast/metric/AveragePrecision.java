package recontrast.metric;

/** Average precision: the precision at each threshold, weighted by the recall that the threshold adds. */
public final class AveragePrecision {

    private AveragePrecision() { }

    /** AP in 0..1, without interpolation (as in scikit-learn); fails where either kind of sample is missing. */
    public static double of(Ranking ranking) {
        ranking.requireBothKinds("AP");
        double sum = 0;
        int tp = 0;
        for (int cut = 0; cut < ranking.size(); cut++) {
            int nextTp = ranking.truePositives(cut);
            double precision = nextTp / ((double) nextTp + ranking.falsePositives(cut));
            sum += (nextTp - tp) * precision;
            tp = nextTp;
        }
        return sum / ranking.anomalous();
    }
}
