package recontrast.metric;

/**
 * What good images that were held out of training allow to say of another one.
 *
 * @param defective whether its score reaches the threshold
 * @param pValue how usual its score is among good images, as {@link Calibration#pValue} has it
 */
public record Verdict(boolean defective, double pValue) { }
