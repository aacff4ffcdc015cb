package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Constant;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Simulated anomalies of DRAEM (section 3.3): where Perlin noise is above a threshold, a texture is laid over a good
 * image, at random opacity.
 *
 * <p>The textures are octaves of noise, stretched, turned and folded, between two colours. They stand in for the 5,640
 * photographs of the Describable Textures Dataset that the paper takes, and for their random changes of tone; figures need
 * not be the paper's.
 *
 * @param images with anomalies, (B, 3, S, S) of [0, 1]
 * @param masks 1 where they are, (B, 1, S, S)
 */
record PastedTextures(NDArray images, NDArray masks) {

    private static final double THRESHOLD = 0.5;
    private static final int FINEST = 5; // at most 2^5 cells of noise along an edge

    /**
     * Anomalies on some of the images.
     *
     * @param good (B, 3, S, S) of [0, 1]
     * @param share of the images that have any
     * @param opacity the least; the greatest is 1
     */
    static PastedTextures onto(NDArray good, double share, double opacity, Draws draws) {
        int count = (int) good.getShape().get(0);
        int side = (int) good.getShape().get(2);
        int area = side * side;
        float[] masks = new float[count * area];
        float[] opacities = new float[count * area];
        float[] textures = new float[3 * count * area];
        SplittableRandom random = draws.random();
        for (int image = 0; image < count; image++) {
            if (random.nextDouble() < share) {
                Plane place = mask(random);
                double beta = random.nextDouble(opacity, 1);
                for (int pixel = 0; pixel < area; pixel++) {
                    if (place.at(pixel, side) > THRESHOLD) {
                        masks[image * area + pixel] = 1;
                        opacities[image * area + pixel] = (float) beta;
                    }
                }
                paint(random, textures, 3 * image * area, side);
            }
        }
        Shape plane = new Shape(count, 1, side, side);
        NDArray over = draws.tensor(opacities, plane);
        NDArray texture = draws.tensor(textures, good.getShape());
        NDArray under = Constant.of(1, good).sub(over);
        return new PastedTextures(good.mul(under).add(texture.mul(over)), draws.tensor(masks, plane));
    }

    /** A value at each point of the unit square, x to the right, y down. */
    private interface Plane {

        double at(double x, double y);

        default double at(int pixel, int side) {
            return at((pixel % side + 0.5) / side, (pixel / side + 0.5) / side);
        }

        /** This plane, stretched along both axes, then turned. */
        default Plane turned(double angle, double across, double along) {
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            return (x, y) -> at(across * (cosine * (x - 0.5) + sine * (y - 0.5)),
                    along * (cosine * (y - 0.5) - sine * (x - 0.5)));
        }
    }

    /** Noise of 1 to 32 cells along either edge, turned by up to a right angle. */
    private static Plane mask(SplittableRandom random) {
        Plane noise = new PerlinNoise(random.nextLong())::at;
        return noise.turned(random.nextDouble(-Math.PI / 2, Math.PI / 2), 1 << random.nextInt(FINEST + 1),
                1 << random.nextInt(FINEST + 1));
    }

    /** What becomes of the noise of a texture: clouds, veins, terraces, stripes. */
    private enum Fold {
        CLOUDS(value -> 0.5 + value),
        VEINS(value -> 1 - 2 * Math.sqrt(Math.abs(value))),
        TERRACES(value -> Math.floor(4 * value + 2) / 4),
        STRIPES(value -> 0.5 + 0.5 * Math.sin(12 * value));

        private final DoubleUnaryOperator rule;

        Fold(DoubleUnaryOperator rule) {
            this.rule = rule;
        }
    }

    /** A texture, three planes of [0, 1]. */
    static void paint(SplittableRandom random, float[] values, int from, int side) {
        PerlinNoise noise = new PerlinNoise(random.nextLong());
        int octaves = random.nextInt(1, 5);
        double cells = Math.pow(2, random.nextDouble(1, 5));
        Plane plane = ((Plane) (x, y) -> noise.octaves(x, y, octaves)).turned(random.nextDouble(2 * Math.PI), cells,
                cells / Math.pow(2, random.nextDouble(3)));
        Fold fold = Fold.values()[random.nextInt(Fold.values().length)];
        double[] dark = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        double[] bright = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        int area = side * side;
        for (int pixel = 0; pixel < area; pixel++) {
            double value = Math.max(0, Math.min(1, fold.rule.applyAsDouble(plane.at(pixel, side))));
            for (int channel = 0; channel < 3; channel++) {
                values[from + channel * area + pixel] =
                        (float) (dark[channel] + value * (bright[channel] - dark[channel]));
            }
        }
    }
}
