package recontrast.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Area under the per-region-overlap curve: how much of each defect is found at low false positive rates, small ones
 * counting like large ones (Bergmann et al., Uninformed Students, CVPR 2020). Two figures bear that name; they differ.
 */
public final class Aupro {

    private static final int STEPS = 200;
    private static final double LIMIT = 0.3;

    private Aupro() { }

    /**
     * AUPRO as defined: all images share every threshold, every distinct score is one, good images count as false
     * positives, and the curve is interpolated at the limit.
     *
     * @param fprLimit false positive rate up to which the area is taken, and by which it is divided: 0.3 is usual, 0.05
     *                 on newer data sets
     * @return 0..1; fails where no mask has a defect or no pixel is normal
     */
    public static double exact(List<MaskedMap> maps, double fprLimit) {
        return PixelRanking.of(maps, "AUPRO").overlap(fprLimit).get(0);
    }

    /**
     * AUPRO as RD4AD and ReContrast published it: the mean over the defective images of an AUPRO of that image alone,
     * with 200 equal steps as thresholds and the false positive rates below 0.3 stretched to 0..1.
     *
     * <p>Where that has no value: an image whose kept thresholds all have no false positive gives its largest overlap;
     * one without a kept threshold, such as a constant map, gives 0.
     *
     * @return 0..1; images without a defective pixel are left out; fails where none is left
     */
    public static double published(List<MaskedMap> maps) {
        return Arrays.stream(publishedOfEach(maps)).average().orElseThrow(() -> new IllegalArgumentException(
                "AUPRO needs defective images; found none with a defect in its mask among " + maps.size()));
    }

    /** The same of each image with a defective pixel, in their order. */
    static double[] publishedOfEach(List<MaskedMap> maps) {
        return maps.parallelStream().filter(MaskedMap::defective).mapToDouble(Aupro::published).toArray();
    }

    private static double published(MaskedMap image) {
        double[] thresholds = thresholds(image.map());
        if (thresholds.length == 0) {
            return 0;
        }
        double[] overlap = overlap(image, thresholds);
        double[] fpr = falsePositiveRate(image, thresholds);
        int cut = thresholds.length - 1;
        if (fpr[cut] >= LIMIT) {
            return 0;
        }
        double area = 0;
        for (; cut > 0 && fpr[cut - 1] < LIMIT; cut--) {
            area += (fpr[cut - 1] - fpr[cut]) * (overlap[cut - 1] + overlap[cut]) / 2;
        }
        return fpr[cut] > 0 ? area / fpr[cut] : overlap[cut];
    }

    /** The values of numpy.arange(min, max, (max - min) / 200): rounding may leave 201. */
    private static double[] thresholds(AnomalyMap map) {
        double min = map.min();
        double max = map.max();
        double step = (max - min) / STEPS;
        double[] thresholds = new double[min == max ? 0 : (int) Math.ceil((max - min) / step)];
        double stride = min + step - min; // the step as rounding leaves it
        for (int i = 0; i < thresholds.length; i++) {
            thresholds[i] = min + i * stride;
        }
        return thresholds;
    }

    /** At each threshold, the found share of each region, averaged over the regions. */
    private static double[] overlap(MaskedMap image, double[] thresholds) {
        List<float[]> regions = image.regionScores();
        double[] overlap = new double[thresholds.length];
        for (float[] region : regions) {
            int[] found = countAbove(region, thresholds);
            for (int cut = 0; cut < found.length; cut++) {
                overlap[cut] += found[cut] / (double) region.length / regions.size();
            }
        }
        return overlap;
    }

    private static double[] falsePositiveRate(MaskedMap image, double[] thresholds) {
        float[] normals = image.normalScores();
        int[] found = countAbove(normals, thresholds);
        return Arrays.stream(found).mapToDouble(count -> count == 0 ? 0 : count / (double) normals.length).toArray();
    }

    /** For each of the thresholds, which rise in equal steps but for rounding, how many scores are above it. */
    private static int[] countAbove(float[] scores, double[] thresholds) {
        int[] above = new int[thresholds.length];
        double step = (thresholds[thresholds.length - 1] - thresholds[0]) / Math.max(thresholds.length - 1, 1);
        for (float score : scores) {
            int passed = (int) Math.min((score - thresholds[0]) / step, thresholds.length); // nearly, so look beside it
            while (passed > 0 && thresholds[passed - 1] >= score) {
                passed--;
            }
            while (passed < thresholds.length && thresholds[passed] < score) {
                passed++;
            }
            if (passed > 0) {
                above[passed - 1]++;
            }
        }
        for (int cut = above.length - 1; cut > 0; cut--) {
            above[cut - 1] += above[cut];
        }
        return above;
    }
}
