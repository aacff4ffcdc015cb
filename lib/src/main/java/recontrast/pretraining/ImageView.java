package recontrast.pretraining;

import java.util.random.RandomGenerator;

/**
 * One way to look at an image of bytes: a window, a tone curve, colours kept or not, and noise.
 *
 * @param noise standard deviation, in units of the normalised values
 */
record ImageView(CropWindow window, ToneCurve tones, Colour colour, double noise) {

    private static final double GREY = 0.2; // part of the views without colour

    /** Whether the channels stay apart or are averaged. */
    enum Colour { KEPT, GREY }

    /** A random view for training. */
    static ImageView draw(int side, int crop, RandomGenerator random) {
        return new ImageView(CropWindow.draw(side, crop, random), ToneCurve.draw(random),
                random.nextDouble() < GREY ? Colour.GREY : Colour.KEPT,
                random.nextBoolean() ? 0 : random.nextDouble(0, 0.25));
    }

    /** The middle of the image, unchanged. */
    static ImageView plain(int side, int crop) {
        return new ImageView(CropWindow.centre(side, crop), ToneCurve.plain(), Colour.KEPT, 0);
    }

    /**
     * Writes the view into a batch.
     *
     * @param rgb (side, side, 3)
     * @param target where (3, crop, crop) normalised values go, from {@code offset} on
     */
    void write(byte[] rgb, int side, float[] target, int offset, int crop, RandomGenerator random) {
        BilinearPixel pixel = new BilinearPixel(rgb, side);
        int plane = crop * crop;
        for (int row = 0; row < crop; row++) {
            for (int column = 0; column < crop; column++) {
                pixel.moveTo(window.startX() + column * window.acrossX() + row * window.downX(),
                        window.startY() + column * window.acrossY() + row * window.downY());
                int at = offset + row * crop + column;
                for (int channel = 0; channel < 3; channel++) {
                    float level = colour == Colour.KEPT ? pixel.level(channel) : pixel.grey();
                    target[at + channel * plane] = tones.of(channel, level);
                }
            }
        }
        if (noise > 0) {
            addNoise(target, offset, 3 * plane, random);
        }
    }

    private void addNoise(float[] target, int offset, int values, RandomGenerator random) {
        for (int i = offset; i < offset + values; i++) {
            target[i] += (float) (noise * random.nextGaussian());
        }
    }
}
