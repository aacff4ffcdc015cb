package recontrast.pretraining;

/**
 * Images and labels of one step.
 *
 * @param pixels (B, 3, S, S), normalised, row-major
 * @param labels (B), class indices
 */
record Batch(float[] pixels, long[] labels) { }
