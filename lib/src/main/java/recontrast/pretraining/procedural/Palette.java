package recontrast.pretraining.procedural;

import java.awt.Color;

/** A run of colours from a texture's low values to its high ones. */
final class Palette {

    private static final int TONES = 256;

    private final float[][] tones; // (256, 3), in 0 to 1

    private Palette(float[][] tones) {
        this.tones = tones;
    }

    /** Colours of the image's own choice; a third of the images lean towards the class's hue. */
    static Palette draw(double classHue, Dice image) {
        int stops = image.integer(2, 4);
        float[][] colours = new float[stops][];
        double dark = image.uniform(0, 0.45);
        double bright = image.uniform(Math.min(0.95, dark + 0.3), 1);
        boolean inverted = image.chance(0.5);
        double hue = image.chance(0.33) ? classHue + 0.08 * image.normal() : image.uniform(0, 1);
        double roam = image.uniform(0, 0.5);
        double saturation = image.uniform(0, 0.9);
        for (int i = 0; i < stops; i++) {
            double rise = (double) i / (stops - 1) + 0.15 * image.normal();
            double value = inverted ? bright - rise * (bright - dark) : dark + rise * (bright - dark);
            colours[i] = colour(hue + roam * image.uniform(-1, 1), saturation * image.uniform(0.4, 1), value);
        }
        return between(colours);
    }

    /** A colour channel of a value; values outside 0 to 1 take the end's colour. */
    float channel(double value, int channel) {
        return tones[(int) Math.max(0, Math.min(TONES - 1, value * TONES))][channel];
    }

    private static Palette between(float[][] colours) {
        float[][] tones = new float[TONES][3];
        for (int i = 0; i < TONES; i++) {
            float place = i / (TONES - 1f) * (colours.length - 1);
            int low = Math.min((int) place, colours.length - 2);
            for (int c = 0; c < 3; c++) {
                tones[i][c] = colours[low][c] + (place - low) * (colours[low + 1][c] - colours[low][c]);
            }
        }
        return new Palette(tones);
    }

    private static float[] colour(double hue, double saturation, double value) {
        float level = (float) Math.max(0, Math.min(1, value));
        return new Color(Color.HSBtoRGB((float) hue, (float) saturation, level)).getRGBColorComponents(null);
    }
}
