package recontrast.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * What a trained model makes of good images that were held out of its training, and the threshold that they allow
 * (split conformal prediction: Vovk, Gammerman and Shafer 2005; for anomalies Bates et al. 2023, "Testing for outliers
 * with conformal p-values").
 *
 * <p>The promise: where n images are held out and a good image is drawn as they were, it is called defective with a
 * probability of at most alpha, whatever the distribution of the scores, on average over what was held out. It says
 * nothing of defective images, nor of good ones from another camera, batch or light.
 *
 * @param images a fingerprint of what was held out
 * @param scores the image scores, ascending
 * @param peaks the largest values of the maps, ascending: what the contour of a map is drawn by
 */
public record Calibration(String images, List<Double> scores, List<Double> peaks) {

    public Calibration {
        if (scores.isEmpty() || scores.size() != peaks.size()) {
            throw new IllegalArgumentException("expected a score and a peak of each good image that was held out; found "
                    + scores.size() + " and " + peaks.size());
        }
        scores = scores.stream().sorted().toList();
        peaks = peaks.stream().sorted().toList();
    }

    /** The smallest rate of false alarms that so many images allow: 1 / (n + 1). */
    public double smallestRate() {
        return smallestRate(scores.size());
    }

    /** The same of so many images. */
    public static double smallestRate(int heldOut) {
        return 1.0 / (heldOut + 1);
    }

    /** The same in four decimals, rounded up, so that it can be asked for as it stands. */
    public static String smallestRateInWords(int heldOut) {
        return BigDecimal.valueOf(smallestRate(heldOut)).setScale(4, RoundingMode.CEILING).toString();
    }

    /**
     * The threshold: an image with a score at or above it is called defective.
     *
     * @param falseAlarms alpha, the promised rate, 0..1
     * @throws IllegalArgumentException if it is smaller than these images allow
     */
    public double threshold(double falseAlarms) {
        return threshold(scores, falseAlarms);
    }

    /** The same for the pixels of a map: in at most this part of good images does any pixel reach it. */
    public double contour(double falseAlarms) {
        return threshold(peaks, falseAlarms);
    }

    /** Just above the k-th smallest of n, k = ceil((n + 1)(1 - alpha)). */
    private double threshold(List<Double> ascending, double alpha) {
        int highest = (int) Math.floor(alpha * (ascending.size() + 1) + 1e-9); // that may reach it
        if (!(alpha < 1) || highest < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "expected a rate of false alarms from %s,"
                    + " the smallest that %d held-out good images allow, to below 1; found %s: hold out more images,"
                    + " or accept more", smallestRateInWords(ascending.size()), ascending.size(), alpha));
        }
        return Math.nextUp(ascending.get(ascending.size() - highest));
    }

    /**
     * How usual a score is among good images, 0..1: (1 + those held out with at least this score) / (n + 1). At most
     * alpha where the score reaches the {@link #threshold}.
     */
    public double pValue(double score) {
        return (1.0 + scores.stream().filter(good -> good >= score).count()) / (scores.size() + 1);
    }

    /**
     * What is to be said of an image with this score.
     *
     * @param falseAlarms the promised rate, 0..1
     */
    public Verdict verdict(double score, double falseAlarms) {
        return new Verdict(score >= threshold(falseAlarms), pValue(score));
    }
}
