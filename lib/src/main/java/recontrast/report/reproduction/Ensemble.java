package recontrast.report.reproduction;

import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Auroc;
import recontrast.metric.ImageScore;
import recontrast.metric.Ranking;
import recontrast.metric.ScoredImage;
import recontrast.run.TrainedModel;

import java.util.ArrayList;
import java.util.List;

/**
 * Models whose anomaly maps are added up, as those of one model's pairs are (paper, Table A6).
 *
 * @param models of one resolution; closed with this
 * @param rule how a map becomes an image's score
 */
record Ensemble(List<TrainedModel> models, ImageScore rule) implements AutoCloseable {

    private static final int AT_ONCE = 64; // images whose maps are kept

    static Ensemble of(List<Trained> runs) {
        List<TrainedModel> opened = new ArrayList<>();
        try {
            runs.forEach(run -> opened.add(run.open()));
            return new Ensemble(List.copyOf(opened), runs.get(0).rule());
        } catch (RuntimeException unreadable) {
            opened.forEach(TrainedModel::close);
            throw unreadable;
        }
    }

    double imageAuroc(List<Sample> samples) {
        double[] scores = new double[samples.size()];
        boolean[] anomalous = new boolean[samples.size()];
        for (int from = 0; from < scores.length; from += AT_ONCE) {
            List<Sample> some = samples.subList(from, Math.min(from + AT_ONCE, scores.length));
            List<AnomalyMap> maps = maps(some);
            for (int i = 0; i < maps.size(); i++) {
                scores[from + i] = rule.of(maps.get(i));
                anomalous[from + i] = some.get(i).anomalous();
            }
        }
        return Auroc.of(Ranking.of(scores, anomalous));
    }

    /** The sum of all models' maps of each image. */
    List<AnomalyMap> maps(List<Sample> samples) {
        return models.stream()
                .map(model -> model.score(samples).stream().map(ScoredImage::map).toList())
                .reduce(Ensemble::sums).orElseThrow();
    }

    private static List<AnomalyMap> sums(List<AnomalyMap> some, List<AnomalyMap> others) {
        List<AnomalyMap> sums = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            sums.add(some.get(i).plus(others.get(i)));
        }
        return sums;
    }

    @Override
    public void close() {
        models.forEach(TrainedModel::close);
    }
}
