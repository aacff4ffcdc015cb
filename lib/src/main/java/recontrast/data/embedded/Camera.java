package recontrast.data.embedded;

import recontrast.data.Picture;

/**
 * What turns paint into a picture: four looks a pixel, the light's strength and slope, the sensor's grain.
 *
 * @param exposure gain in the middle of the picture
 * @param slopeX   gain added from the left edge to the right
 * @param slopeY   gain added from the top edge to the bottom
 * @param grain    standard noise of one channel, in levels of 255
 * @param noise    which grain
 */
record Camera(double exposure, double slopeX, double slopeY, double grain, Noise noise) {

    /** Width and height of every generated picture. */
    static final int SIZE = 160;

    /** A camera whose light is as uneven as {@code spread} says, a share of the exposure. */
    static Camera under(double spread, Chance chance) {
        return new Camera(1 + chance.between(-spread, spread), chance.between(-2 * spread, 2 * spread),
                chance.between(-2 * spread, 2 * spread), chance.between(1.5, 3), chance.noise());
    }

    Picture shoot(Paint paint) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        for (int y = 0, at = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                Rgb light = look(paint, x, y).times(gain(x, y));
                rgb[at++] = level(light.red(), 3 * x, y);
                rgb[at++] = level(light.green(), 3 * x + 1, y);
                rgb[at++] = level(light.blue(), 3 * x + 2, y);
            }
        }
        return new Picture(SIZE, SIZE, rgb);
    }

    private static Rgb look(Paint paint, int x, int y) {
        Rgb upper = paint.at(x + 0.25, y + 0.25).mix(paint.at(x + 0.75, y + 0.25), 0.5);
        Rgb lower = paint.at(x + 0.25, y + 0.75).mix(paint.at(x + 0.75, y + 0.75), 0.5);
        return upper.mix(lower, 0.5);
    }

    private double gain(int x, int y) {
        return exposure + slopeX * ((x + 0.5) / SIZE - 0.5) + slopeY * ((y + 0.5) / SIZE - 0.5);
    }

    private byte level(double light, int column, int row) {
        double level = 255 * light + 1.7 * grain * noise.lattice(column, row);   // uniform: its deviation is 1/1.7
        return (byte) Math.max(0, Math.min(255, Math.round(level)));
    }
}
