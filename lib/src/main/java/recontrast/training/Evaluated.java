package recontrast.training;

import recontrast.metric.Evaluation;

/**
 * The test set's metrics at one point of the training.
 *
 * @param iteration steps taken by then
 */
public record Evaluated(int iteration, Evaluation evaluation) { }
