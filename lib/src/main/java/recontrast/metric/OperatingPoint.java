package recontrast.metric;

import java.util.List;
import java.util.Locale;

/**
 * A threshold on image scores and what it costs.
 *
 * @param threshold a score at or above it is called defective
 * @param falseAlarms good images that are called defective
 * @param good good images in all
 * @param missed defective images that are called good
 * @param defective defective images in all
 */
public record OperatingPoint(double threshold, int falseAlarms, int good, int missed, int defective) {

    /** What a threshold costs on scored images. */
    public static OperatingPoint at(double threshold, List<ScoredImage> images, ImageScore rule) {
        int falseAlarms = 0;
        int missed = 0;
        for (ScoredImage image : images) {
            boolean called = image.score(rule) >= threshold;
            falseAlarms += called && !image.anomalous() ? 1 : 0;
            missed += !called && image.anomalous() ? 1 : 0;
        }
        int defective = (int) images.stream().filter(ScoredImage::anomalous).count();
        return new OperatingPoint(threshold, falseAlarms, images.size() - defective, missed, defective);
    }

    /** The threshold of F1-max, which is chosen with the labels in sight. */
    public static OperatingPoint bestF1(List<ScoredImage> images, ImageScore rule) {
        return at(TestMetrics.of(images, rule).imageF1().threshold(), images, rule);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "threshold %.4f: %d of %d good images called defective, %d of %d"
                + " defective ones missed", threshold, falseAlarms, good, missed, defective);
    }
}
