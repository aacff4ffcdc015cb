package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.util.SplittableRandom;

/** Copies of images with a part of them pasted elsewhere (CutPaste, section 2.2): a patch, or a thin turned scar. */
final class PastedPatches {

    /** Good, with a patch, with a scar. */
    static final int KINDS = 3;

    private static final double LEAST_AREA = 0.02; // of the image
    private static final double GREATEST_AREA = 0.15;
    private static final double NARROWEST = 0.3; // height by width, or width by height
    private static final double PUBLISHED_SIDE = 256; // that a scar's pixels are of

    private PastedPatches() { }

    /**
     * All images with a patch, then all with a scar: (2B, 3, S, S).
     *
     * @param good (B, 3, S, S) of [-1, 1]
     * @param tone by how much a pasted part's brightness, contrast and saturation change at most
     */
    static NDArray of(NDArray good, double tone, Draws draws) {
        int count = (int) good.getShape().get(0);
        int side = (int) good.getShape().get(2);
        float[] images = good.toFloatArray();
        float[] pasted = new float[2 * images.length];
        SplittableRandom random = draws.random();
        for (int kind = 0; kind < 2; kind++) {
            for (int image = 0; image < count; image++) {
                int from = image * 3 * side * side;
                int to = kind * images.length + from;
                System.arraycopy(images, from, pasted, to, 3 * side * side);
                Part part = kind == 0 ? Part.patch(random, side) : Part.scar(random, side);
                part.paste(images, from, pasted, to, Tone.draw(random, tone));
            }
        }
        return draws.tensor(pasted, new Shape(2L * count, 3, side, side));
    }

    /**
     * A rectangle and where it is pasted; places are of its top left corner and of its middle, in pixels.
     *
     * @param angle by which it is turned, in radians
     */
    private record Part(int side, int width, int height, int x, int y, double toX, double toY, double angle) {

        static Part patch(SplittableRandom random, int side) {
            double area = random.nextDouble(LEAST_AREA, GREATEST_AREA) * side * side;
            double narrow = random.nextDouble(NARROWEST, 1);
            double aspect = random.nextBoolean() ? narrow : 1 / narrow;
            return anywhere(random, side, Math.sqrt(area / aspect), Math.sqrt(area * aspect), 0);
        }

        static Part scar(SplittableRandom random, int side) {
            double scale = side / PUBLISHED_SIDE;
            return anywhere(random, side, scale * random.nextDouble(2, 16), scale * random.nextDouble(10, 25),
                    Math.toRadians(random.nextDouble(-45, 45)));
        }

        private static Part anywhere(SplittableRandom random, int side, double width, double height, double angle) {
            int wide = (int) Math.max(1, Math.min(side, Math.round(width)));
            int high = (int) Math.max(1, Math.min(side, Math.round(height)));
            return new Part(side, wide, high, random.nextInt(side - wide + 1), random.nextInt(side - high + 1),
                    wide / 2.0 + random.nextDouble() * (side - wide), high / 2.0 + random.nextDouble() * (side - high),
                    angle);
        }

        /** Each pixel of the target takes the nearest one of the part, where that lies within it. */
        void paste(float[] images, int from, float[] pasted, int to, Tone tone) {
            int area = side * side;
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            for (int pixel = 0; pixel < area; pixel++) {
                double dx = pixel % side + 0.5 - toX;
                double dy = pixel / side + 0.5 - toY;
                double column = cosine * dx + sine * dy + width / 2.0;
                double row = cosine * dy - sine * dx + height / 2.0;
                if (column >= 0 && column < width && row >= 0 && row < height) {
                    int source = from + (y + (int) row) * side + x + (int) column;
                    double grey = (images[source] + images[source + area] + images[source + 2 * area]) / 3;
                    for (int channel = 0; channel < 3; channel++) {
                        pasted[to + channel * area + pixel] = tone.of(images[source + channel * area], grey);
                    }
                }
            }
        }
    }

    /** Factors of a pasted part's brightness, of its contrast about mid-grey and of its saturation. */
    private record Tone(double brightness, double contrast, double saturation) {

        static Tone draw(SplittableRandom random, double most) {
            return new Tone(1 + most * random.nextDouble(-1, 1), 1 + most * random.nextDouble(-1, 1),
                    1 + most * random.nextDouble(-1, 1));
        }

        float of(double value, double grey) {
            double coloured = grey + saturation * (value - grey);
            return (float) Math.max(-1, Math.min(1, contrast * (brightness * (coloured + 1) - 1)));
        }
    }
}
