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
            boolean called = rule.of(image.map()) >= threshold;
            falseAlarms += called && !image.anomalous() ? 1 : 0;
            missed += !called && image.anomalous() ? 1 : 0;
        }
        int defective = (int) images.stream().filter(ScoredImage::anomalous).count();
        return new OperatingPoint(threshold, falseAlarms, images.size() - defective, missed, defective);
    }

    /**
     * The lowest threshold under which at most this part of the good images is called defective; needs no defective
     * ones.
     *
     * @param part 0 to 1
     */
    public static OperatingPoint falseAlarms(double part, List<ScoredImage> images, ImageScore rule) {
        double[] good = images.stream().filter(image -> !image.anomalous())
                .mapToDouble(image -> rule.of(image.map())).sorted().toArray();
        if (good.length == 0 || !(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("expected good images and a part of them from 0 to 1; found "
                    + good.length + " and " + part);
        }
        int allowed = (int) Math.floor(part * good.length);
        double highestKept = allowed == good.length ? good[0] : good[good.length - allowed - 1];
        double threshold = allowed == good.length ? good[0] : Math.nextUp(highestKept);
        return at(threshold, images, rule);
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
