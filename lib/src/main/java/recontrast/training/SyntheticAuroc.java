package recontrast.training;

/**
 * How well a model, at one point of the training, tells good images that are held out of it from copies of them with a
 * synthetic anomaly; no image of the test set has a part in it.
 *
 * @param iteration steps taken by then
 * @param value I-AUROC, 0..1
 */
public record SyntheticAuroc(int iteration, double value) { }
