package recontrast.pretraining;

import java.util.random.RandomGenerator;

/** What becomes of the 256 levels of each colour channel, normalised with ImageNet's mean and deviation at the end. */
final class ToneCurve {

    static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private final float[][] levels; // (3, 256)

    private ToneCurve(double contrast, double gamma, double[] gain, double[] offset) {
        this.levels = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            for (int level = 0; level < 256; level++) {
                double curved = 0.5 + contrast * (Math.pow(level / 255.0, gamma) - 0.5);
                double value = Math.max(0, Math.min(1, gain[channel] * curved + offset[channel]));
                levels[channel][level] = (float) (value - MEAN[channel]) / DEVIATION[channel];
            }
        }
    }

    /** Random contrast, gamma, and gain and offset of each channel. */
    static ToneCurve draw(RandomGenerator random) {
        double brightness = random.nextDouble(-0.15, 0.15);
        return new ToneCurve(random.nextDouble(0.6, 1.3), Math.exp(random.nextDouble(-0.4, 0.4)),
                random.doubles(3, 0.8, 1.2).toArray(),
                random.doubles(3, -0.08, 0.08).map(shift -> shift + brightness).toArray());
    }

    /** The levels as they are. */
    static ToneCurve plain() {
        return new ToneCurve(1, 1, new double[] {1, 1, 1}, new double[] {0, 0, 0});
    }

    float of(int channel, float level) {
        return levels[channel][(int) (level + 0.5f)];
    }
}
