package recontrast.report.reproduction;

import recontrast.data.Sample;
import recontrast.metric.AnomalyMap;
import recontrast.metric.Auroc;
import recontrast.metric.ImageScore;
import recontrast.metric.LabelledScore;
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

    static Ensemble of(List<Reading.Trained> runs) {
        Ensemble ensemble = new Ensemble(new ArrayList<>(), runs.get(0).run().spec().plan().imageScore());
        try {
            runs.forEach(run -> ensemble.models.add(run.open()));
            return ensemble;
        } catch (RuntimeException unreadable) {
            ensemble.close();
            throw unreadable;
        }
    }

    double imageAuroc(List<Sample> samples) {
        List<LabelledScore> scores = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += AT_ONCE) {
            List<Sample> some = samples.subList(from, Math.min(from + AT_ONCE, samples.size()));
            List<List<ScoredImage>> scored = models.stream().map(model -> model.score(some)).toList();
            for (int i = 0; i < some.size(); i++) {
                int image = i;
                AnomalyMap sum = scored.stream().map(of -> of.get(image).map()).reduce(AnomalyMap::plus).orElseThrow();
                scores.add(new LabelledScore(some.get(i).defect(), some.get(i).anomalous(), rule.of(sum)));
            }
        }
        return Auroc.of(Ranking.of(scores));
    }

    @Override
    public void close() {
        models.forEach(TrainedModel::close);
    }
}
