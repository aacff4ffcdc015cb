package recontrast.data;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An anomaly made where no defective image is known: a patch of a good image, a little brighter or darker, pasted elsewhere
 * on it (CutPaste: Li, Sohn, Yoon and Pfister, CVPR 2021, section 2.1 and appendix A.2).
 */
public final class SyntheticAnomaly {

    private static final double LEAST_AREA = 0.02; // of the image
    private static final double GREATEST_AREA = 0.15;
    private static final double NARROWEST = 0.3; // width by height, or height by width
    private static final double TONE = 0.1; // by which brightness changes at most

    private SyntheticAnomaly() { }

    /** A copy of a good image with such a patch, which its id decides; no mask says where. */
    public static Sample in(Sample good) {
        return new Sample(good.id(), "patch", () -> pasted(good.picture().get(), good.id().hashCode()), Optional.empty(),
                good.files(), good.fingerprint(), good.origin());
    }

    static Picture pasted(Picture good, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double side = Math.sqrt(random.nextDouble(LEAST_AREA, GREATEST_AREA));
        double narrow = Math.sqrt(random.nextDouble(NARROWEST, 1));
        double stretch = random.nextBoolean() ? narrow : 1 / narrow;
        int width = (int) (side * stretch * good.width()); // below 0.71 of it
        int height = (int) (side / stretch * good.height());
        int fromX = random.nextInt(good.width() - width);
        int fromY = random.nextInt(good.height() - height);
        int toX = random.nextInt(good.width() - width);
        int toY = random.nextInt(good.height() - height);
        double gain = random.nextDouble(1 - TONE, 1 + TONE);
        byte[] rgb = good.rgb().clone();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < Picture.CHANNELS; channel++) {
                    int cut = Byte.toUnsignedInt(good.rgb()[good.at(fromX + x, fromY + y) + channel]);
                    rgb[good.at(toX + x, toY + y) + channel] = (byte) Math.min(255, Math.round(gain * cut));
                }
            }
        }
        return new Picture(good.width(), good.height(), rgb);
    }
}
