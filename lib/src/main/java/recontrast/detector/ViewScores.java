package recontrast.detector;

import recontrast.metric.Auroc;
import recontrast.metric.ImageScore;
import recontrast.metric.LabelledScore;
import recontrast.metric.Ranking;
import recontrast.model.View;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Image scores of the maps that one encoder's features make alone, where there are two (paper, Table A6). */
final class ViewScores {

    private final ImageScore rule;
    private final Map<View, List<Double>> scores = new EnumMap<>(View.class);

    ViewScores(ImageScore rule) {
        this.rule = rule;
    }

    /** Scores a batch. */
    void add(AnomalyDetector.Maps batch) {
        batch.views().forEach((view, maps) -> maps.forEach(map ->
                scores.computeIfAbsent(view, first -> new ArrayList<>()).add(rule.of(map))));
    }

    /**
     * I-AUROC by encoder; nothing where there is one alone.
     *
     * @param images those that were added, in their order
     */
    Map<View, Double> imageAurocs(List<LabelledScore> images) {
        Map<View, Double> aurocs = new EnumMap<>(View.class);
        scores.forEach((view, of) -> aurocs.put(view, Auroc.of(Ranking.of(
                IntStream.range(0, of.size()).mapToObj(i -> images.get(i).withScore(of.get(i))).toList()))));
        return aurocs;
    }
}
