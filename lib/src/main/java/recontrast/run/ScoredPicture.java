package recontrast.run;

import recontrast.metric.AnomalyMap;

/**
 * What a model makes of a picture of which nothing is known.
 *
 * @param map its anomaly map, of the size at which the model sees images: of the picture scaled to the run's size, and of
 *     its centre where the run crops
 * @param score of the picture by the run's rule: the larger, the more anomalous; comparable within a run alone
 */
public record ScoredPicture(AnomalyMap map, double score) { }
