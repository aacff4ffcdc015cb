package recontrast.metric;

/** Area under the ROC curve: the chance that an anomalous sample outscores a normal one, a tie counting one half. */
public final class Auroc {

    private Auroc() { }

    /** AUROC in 0..1, summed in whole numbers; fails where either kind of sample is missing. */
    public static double of(Ranking ranking) {
        ranking.requireBothKinds("AUROC");
        long twiceArea = 0; // in (normal, anomalous) pairs
        long tp = 0;
        long fp = 0;
        for (int cut = 0; cut < ranking.size(); cut++) {
            long nextTp = ranking.truePositives(cut);
            long nextFp = ranking.falsePositives(cut);
            twiceArea += (nextFp - fp) * (nextTp + tp);
            tp = nextTp;
            fp = nextFp;
        }
        return twiceArea / (2.0 * ranking.normal() * ranking.anomalous());
    }
}
