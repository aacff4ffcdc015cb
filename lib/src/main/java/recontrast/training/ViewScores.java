package recontrast.training;

import ai.djl.ndarray.NDManager;
import recontrast.analysis.MapSelection;
import recontrast.metric.Auroc;
import recontrast.metric.ImageScore;
import recontrast.metric.LabelledScore;
import recontrast.metric.Ranking;
import recontrast.model.FeaturePair;
import recontrast.model.View;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Image scores of the maps that one encoder's features make alone, where there are two (paper, Table A6). */
final class ViewScores {

    private final AnomalyMapper mapper;
    private final ImageScore rule;
    private final Map<View, List<Double>> scores = new EnumMap<>(View.class);

    ViewScores(AnomalyMapper mapper, ImageScore rule) {
        this.mapper = mapper;
        this.rule = rule;
    }

    /** Scores a batch; intermediate tensors belong to {@code scratch}. */
    void add(PointErrors errors, NDManager scratch) {
        List<View> views = errors.pairs().stream().map(FeaturePair::view).distinct().toList();
        if (views.size() > 1) {
            views.forEach(view -> mapper.maps(MapSelection.of(view), errors, scratch).forEach(map ->
                    scores.computeIfAbsent(view, first -> new ArrayList<>()).add(rule.of(map))));
        }
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
