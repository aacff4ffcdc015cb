package recontrast.metric;

import java.util.function.ToDoubleFunction;

/** The one number that an anomaly map gives its image; ReContrast uses a different one for different data. */
public enum ImageScore {

    /** The largest value: a small defect is enough (the paper, on all but ISIC2018). */
    MAXIMUM(AnomalyMap::max),

    /** The mean of the map: lesions cover much of the image (the paper, on ISIC2018). */
    MEAN(AnomalyMap::mean),

    /** The mean of the largest 1 %: less noisy than the maximum (stable variant of appendix E, unified multi-class). */
    TOP_PERCENT(AnomalyMap::topPercentMean);

    private final ToDoubleFunction<AnomalyMap> score;

    ImageScore(ToDoubleFunction<AnomalyMap> score) {
        this.score = score;
    }

    /** The score of the image that {@code map} belongs to. */
    public double of(AnomalyMap map) {
        return score.applyAsDouble(map);
    }
}
