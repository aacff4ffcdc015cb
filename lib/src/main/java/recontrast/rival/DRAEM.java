package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import recontrast.data.ImageSize;
import recontrast.data.embedded.Field;
import recontrast.data.embedded.GradientNoise;
import recontrast.detector.MapUpsampling;
import recontrast.metric.Smoothing;
import recontrast.model.Activation;
import recontrast.model.Batch;
import recontrast.model.BatchNormalization;
import recontrast.model.Constant;
import recontrast.model.Layer;
import recontrast.model.Mode;
import recontrast.model.Scope;
import recontrast.training.AdamW;
import recontrast.training.Minimising;
import recontrast.training.Training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * DRAEM (Zavrtanik, Kristan and Skocaj, ICCV 2021): one network repairs images with simulated anomalies, another sees
 * both and tells where they differ by an anomaly (sections 3.1 to 3.4). It needs no pretrained encoder.
 *
 * <p>Unlike the paper, {@link PastedTextures} makes the textures, good images are not turned, convolutions start as PyTorch
 * does, what is enlarged is not aligned at its corners, similarity ends 5 px before borders, and rates fall at the same
 * parts of any number of iterations. A published step of eight images of 256 px is 10 TFLOP; CPUs take widths of 8 to 32.
 *
 * @param width channels of the reconstructive network's first block; the discriminative one has half as many (paper:
 *     128 and 64)
 * @param anomalous share of the images in a batch that are given an anomaly
 * @param opacity of pasted textures, the least; the greatest is 1 (section 3.3)
 * @param focus exponent gamma of the focal loss (section 3.2; Lin et al. 2017)
 * @param averaged side of the square, in pixels, over which a map is averaged before its maximum scores the image
 *     (section 3.4)
 * @param rate of Adam, divided by 10 after 4/7 and after 6/7 of the iterations (section 4.1)
 */
public record DRAEM(int width, double anomalous, double opacity, double focus, int averaged, double rate)
        implements Rival {

    public DRAEM {
        if (width < 2 || averaged % 2 == 0) {
            throw new IllegalArgumentException("expected a width of at least 2 and a square with a centre; found "
                    + width + " and " + averaged + ": the paper has 128 and 21");
        }
    }

    /** The same of another width. */
    public DRAEM withWidth(int newWidth) {
        return new DRAEM(newWidth, anomalous, opacity, focus, averaged, rate);
    }

    @Override
    public ImageDetector detector(Site site) {
        return new Discriminator(site);
    }

    final class Discriminator extends ImageDetector {

        private final Network reconstructive = Network.reconstructive(at("reconstructive"), width);
        private final Network discriminative = Network.discriminative(at("discriminative"), width / 2);
        private final StructuralSimilarity similarity = new StructuralSimilarity(parameters().manager(), size(), 1);

        Discriminator(Site site) {
            super(site);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray images = unit(seen);
            NDArray anomalous = logits(images, reconstructive.apply(images, Mode.EVAL), Mode.EVAL).softmax(1)
                    .get(":, 1:"); // (B, 1, H, W)
            long margin = setup.ofMaps(smoothing()).radius();
            NDArray maps = Pool.avgPool2d(anomalous, new Shape(2 * margin + 1, 2 * margin + 1), new Shape(1, 1),
                    new Shape(margin, margin), false, true).squeeze(1);
            return () -> MapUpsampling.asTheyAre(maps);
        }

        @Override
        public Smoothing smoothing() {
            return Smoothing.mean(averaged);
        }

        /** Values of [0, 1]: nothing is normalised by ImageNet. */
        private NDArray unit(Batch batch) {
            return pixels(batch).addi(1).divi(2);
        }

        private NDArray logits(NDArray images, NDArray repaired, Mode mode) {
            return discriminative.apply(repaired.concat(images, 1), mode);
        }

        @Override
        Training training(GoodImages good) {
            return loop(good, new Minimising()
                    .scheduled(this::rateFactor)
                    .over(weights(""), AdamW.Settings.adam(rate))
                    .minimise((owner, batch, iteration) -> {
                        NDArray images = unit(batch);
                        Draws draws = new Draws(good.seed(), iteration, owner);
                        return loss(images, PastedTextures.onto(images, anomalous, opacity, draws));
                    }));
        }

        private double rateFactor(int iteration) {
            double done = (double) iteration / setup.plan().iterations();
            return done < 4.0 / 7 ? 1 : done < 6.0 / 7 ? 0.1 : 0.01;
        }

        /** Of the repair, its structural similarity (equation 1) included, and of the segmentation (equation 3). */
        NDArray loss(NDArray good, PastedTextures pasted) {
            NDArray repaired = reconstructive.apply(pasted.images(), Mode.TRAIN);
            NDArray unlike = Constant.of(1, good).sub(similarity.within(repaired, good));
            return repaired.sub(good).square().mean().add(unlike)
                    .add(focal(logits(pasted.images(), repaired, Mode.TRAIN), pasted.masks()));
        }

        /** Focal loss, the mean over pixels: what is told with certainty counts little. */
        NDArray focal(NDArray logits, NDArray masks) {
            NDArray logarithms = logits.logSoftmax(1);
            NDArray good = Constant.of(1, masks).sub(masks);
            NDArray right = logarithms.get(":, 1:").mul(masks).add(logarithms.get(":, :1").mul(good)); // (B, 1, H, W)
            NDArray doubt = Constant.of(1, right).sub(right.exp());
            return doubt.pow(Constant.of(focus, doubt)).mul(right).mean().neg();
        }
    }

    /** A network (Fig. 3), of its published widths and depths: height and width are halved, then doubled as often. */
    private static final class Network implements Layer {

        private static final Shape TWO = new Shape(2, 2);

        private final List<Layer> contraction = new ArrayList<>(); // all but the first halve
        private final List<Layer> expansion = new ArrayList<>();
        private final List<Layer> merging = new ArrayList<>(); // with what contraction gave, if anything is
        private final Convolution last;

        private Network(Scope scope, int in, int out, Merging kind, int... widths) {
            int deepest = widths.length - 1;
            contraction.add(block(scope.at("block1"), in, widths[0], widths[0]));
            for (int level = 1; level <= deepest; level++) {
                Layer halving = (x, mode) -> Pool.maxPool2d(x, TWO, TWO, new Shape(0, 0), false);
                contraction.add(halving.then(
                        block(scope.at("block" + (level + 1)), widths[level - 1], widths[level], widths[level])));
            }
            int deeper = widths[deepest];
            for (int level = deepest - 1; level >= 0; level--) {
                int given = widths[Math.max(level - 1, 0)];
                Scope up = scope.at("up" + (deepest - level));
                if (kind == Merging.NOTHING) {
                    expansion.add(block(up, deeper, deeper, deeper, given));
                } else {
                    expansion.add(block(up, deeper, given));
                    merging.add(block(scope.at("merge" + (deepest - level)), given + widths[level], given, given));
                }
                deeper = given;
            }
            last = new Convolution(scope.at("last"), widths[0], out, 3, 1, 1);
        }

        private enum Merging { NOTHING, WHAT_CONTRACTION_GAVE }

        /** From images to images without their anomalies: (B, 3, H, W). */
        static Network reconstructive(Scope scope, int width) {
            return new Network(scope, 3, 3, Merging.NOTHING, width, 2 * width, 4 * width, 8 * width, 8 * width);
        }

        /** From images and their reconstructions, (B, 6, H, W), to logits of good and anomalous: (B, 2, H, W). */
        static Network discriminative(Scope scope, int width) {
            return new Network(scope, 6, 2, Merging.WHAT_CONTRACTION_GAVE,
                    width, 2 * width, 4 * width, 8 * width, 8 * width, 8 * width);
        }

        /** Convolutions of 3x3 that give so many channels after the first number, each normalised and rectified. */
        private static Layer block(Scope scope, int... channels) {
            return IntStream.range(1, channels.length).mapToObj(i ->
                    new Convolution(scope.at("conv" + i), channels[i - 1], channels[i], 3, 1, 1)
                            .then(new BatchNormalization(scope.at("bn" + i), channels[i])).then(Activation.RELU))
                    .reduce(Layer::then).orElseThrow();
        }

        @Override
        public NDArray apply(NDArray images, Mode mode) {
            List<NDArray> given = Convolution.given(contraction, images, mode);
            int deepest = given.size() - 1;
            NDArray x = given.get(deepest);
            for (int i = 0; i < deepest; i++) {
                NDArray up = expansion.get(i).apply(Convolution.doubled(x), mode);
                x = merging.isEmpty() ? up : merging.get(i).apply(up.concat(given.get(deepest - 1 - i), 1), mode);
            }
            return last.apply(x, mode);
        }
    }

    /**
     * Simulated anomalies (section 3.3): where Perlin noise is above a threshold, a texture is laid over a good
     * image, at random opacity.
     *
     * <p>The textures are octaves of noise, stretched, turned and folded, between two colours. They stand in for the 5,640
     * photographs of the Describable Textures Dataset that the paper takes, and for their random changes of tone; figures
     * need not be the paper's.
     *
     * @param images with anomalies, (B, 3, H, W) of [0, 1]
     * @param masks 1 where they are, (B, 1, H, W)
     */
    record PastedTextures(NDArray images, NDArray masks) {

        private static final double THRESHOLD = 0.5;
        private static final List<DoubleUnaryOperator> FOLDS = List.of( // of noise into clouds, veins, terraces, stripes
                value -> 0.5 + value,
                value -> 1 - 2 * Math.sqrt(Math.abs(value)),
                value -> Math.floor(4 * value + 2) / 4,
                value -> 0.5 + 0.5 * Math.sin(12 * value));
        private static final int FINEST = 5; // at most 2^5 cells of noise along an edge

        /** Anomalies on a share of good images, (B, 3, H, W) of [0, 1]; the opacity is the least, the greatest is 1. */
        static PastedTextures onto(NDArray good, double share, double opacity, Draws draws) {
            int count = (int) good.getShape().get(0);
            ImageSize size = new ImageSize((int) good.getShape().get(2), (int) good.getShape().get(3));
            int area = size.area();
            float[] masks = new float[count * area];
            float[] opacities = new float[count];
            float[] textures = new float[3 * count * area];
            SplittableRandom random = draws.random();
            for (int image = 0; image < count; image++) {
                if (random.nextDouble() < share) {
                    Field place = mask(random);
                    opacities[image] = (float) random.nextDouble(opacity, 1);
                    for (int pixel = 0; pixel < area; pixel++) {
                        if (at(place, pixel, size) > THRESHOLD) {
                            masks[image * area + pixel] = 1;
                        }
                    }
                    paint(random, textures, 3 * image * area, size);
                }
            }
            NDArray mask = Constant.of(masks, new Shape(count, 1, size.height(), size.width()), draws.owner());
            NDArray over = mask.mul(Constant.of(opacities, new Shape(count, 1, 1, 1), draws.owner()));
            NDArray texture = Constant.of(textures, good.getShape(), draws.owner());
            NDArray under = Constant.of(1, good).sub(over);
            return new PastedTextures(good.mul(under).add(texture.mul(over)), mask);
        }

        /** A field stretched along both axes, then turned. */
        private static Field turned(Field field, double angle, double across, double along) {
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            return (x, y) -> field.at(across * (cosine * x + sine * y), along * (cosine * y - sine * x));
        }

        /** A field at a pixel of an image, whose sides are 1 and whose middle is 0. */
        private static double at(Field field, int pixel, ImageSize size) {
            return field.at((pixel % size.width() + 0.5) / size.width() - 0.5,
                    (pixel / size.width() + 0.5) / size.height() - 0.5);
        }

        /** Noise of 1 to 32 cells along either edge, turned by up to a right angle. */
        private static Field mask(SplittableRandom random) {
            return turned(new GradientNoise(random.nextLong()), random.nextDouble(-Math.PI / 2, Math.PI / 2),
                    1 << random.nextInt(FINEST + 1), 1 << random.nextInt(FINEST + 1));
        }

        /** A texture, three planes of [0, 1]. */
        static void paint(SplittableRandom random, float[] values, int from, ImageSize size) {
            Field noise = new GradientNoise(random.nextLong());
            int octaves = random.nextInt(1, 5);
            double cells = Math.pow(2, random.nextDouble(1, 5));
            Field clouds = turned((x, y) -> noise.fractal(x, y, octaves), random.nextDouble(2 * Math.PI),
                    cells, cells / Math.pow(2, random.nextDouble(3)));
            DoubleUnaryOperator fold = FOLDS.get(random.nextInt(FOLDS.size()));
            double[] dark = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            double[] bright = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            int area = size.area();
            for (int pixel = 0; pixel < area; pixel++) {
                double value = Math.max(0, Math.min(1, fold.applyAsDouble(at(clouds, pixel, size))));
                for (int channel = 0; channel < 3; channel++) {
                    values[from + channel * area + pixel] =
                            (float) (dark[channel] + value * (bright[channel] - dark[channel]));
                }
            }
        }
    }
}
