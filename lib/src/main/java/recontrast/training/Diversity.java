package recontrast.training;

/**
 * Feature diversity at one point of the training (paper, Fig. 5b).
 *
 * @param iteration steps taken before the batch it was measured on
 * @param value standard deviation of l2-normalised layer-2 features, averaged over channels: 0 collapsed, 1/sqrt(C)
 *     isotropic
 */
public record Diversity(int iteration, double value) { }
