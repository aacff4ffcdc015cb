package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.data.ImageSize;
import recontrast.model.Batch;
import recontrast.model.BatchNormalization;
import recontrast.model.Constant;
import recontrast.model.Encoder;
import recontrast.model.Mode;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Stage;
import recontrast.training.Minimising;
import recontrast.training.Momentum;
import recontrast.training.Training;

import java.util.SplittableRandom;

/**
 * CutPaste (Li, Sohn, Yoon and Pfister, CVPR 2021): the pretrained encoder learns to tell good images from copies of
 * them with a patch, or a thin scar, cut out and pasted elsewhere (sections 2.1, 2.2, A.2); then good images' pooled
 * features are one Gaussian, and the squared Mahalanobis distance from its mean is an image's score (section 2.3).
 *
 * <p>Layer 3's features are pooled, where the paper's network has a layer 4, and are trained together with the head from
 * the first step. Good images are not moved or changed in tone, and the hue of patches stays. The covariance is drawn to a
 * multiple of the identity, without which it could not be inverted for few images. A map is the score's own GradCAM
 * (section 2.4), here in closed form, of what differs from good images at a point, without its ReLU: each point's part of
 * the score, whose mean the score is.
 *
 * @param hidden inner channels of the projection head
 * @param tone by how much brightness, contrast and saturation of a patch change at most
 * @param shrinkage how far the covariance is drawn to the identity times its mean variance, 0 to 1
 * @param rate of stochastic gradient descent, along half a cosine to 0 (appendix A.1, as the next two)
 * @param momentum what the velocity keeps
 * @param weightDecay L2, added to gradients
 */
public record CutPaste(int hidden, double tone, double shrinkage, double rate, double momentum, double weightDecay)
        implements Rival.Scoring {

    private static final int KINDS = 3; // good, with a patch, with a scar
    private static final double LEAST_AREA = 0.02; // of the image
    private static final double GREATEST_AREA = 0.15;
    private static final double NARROWEST = 0.3; // height by width, or width by height
    private static final double PUBLISHED_SIDE = 256; // that a scar's pixels are of

    @Override
    public ImageDetector detector(Site site) {
        return new GaussianDensity(site);
    }

    final class GaussianDensity extends ImageDetector {

        private final int channels = setup.backbone().channels(3);
        private final ImageSize grid = setup.points(Stage.LAYER3);
        private final Encoder encoder = new Encoder(setup.backbone(), at("encoder"), Normalization.BATCH);
        private final Linear first = new Linear(at("head.first"), channels, hidden);
        private final BatchNormalization inner = new BatchNormalization(at("head.inner"), hidden);
        private final Linear last = new Linear(at("head.last"), hidden, KINDS);
        private final Parameter mean = // (P, C): their mean over the points is that of pooled features
                at("gaussian").buffer("mean", new Shape(grid.area(), channels));
        private final Parameter precision = // the covariance's inverse
                at("gaussian").buffer("precision", new Shape(channels, channels));

        GaussianDensity(Site site) {
            super(site);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray points = points(seen.images(), Mode.EVAL);
            NDArray from = points.sub(mean.value(points)); // (B, P, C)
            NDArray pull = from.mean(new int[] {1}).matMul(precision.value(points)); // (B, C)
            NDArray parts = from.matMul(pull.expandDims(2)).squeeze(2); // (B, P)
            return Maps.scored(() -> parts.mean(new int[] {1}),
                    () -> upsampling.maps(parts.reshape(-1, grid.height(), grid.width()), scratch));
        }

        /** Layer 3's features: (B, P, C). */
        NDArray points(NDArray images, Mode mode) {
            return Patches.rows(encoder.features(images, mode).layer3())
                    .reshape(images.getShape().get(0), -1, channels);
        }

        @Override
        Training training(GoodImages good) {
            Minimising steps = new Minimising() {
                @Override
                public void end() {
                    fit(good);
                }
            };
            return loop(good.atLeast(2, name()), steps
                    .scheduled(iteration -> 0.5 + 0.5 * Math.cos(Math.PI * iteration / setup.plan().iterations()))
                    .over(weights("encoder.", "head."), new Momentum.Settings(rate, momentum, weightDecay))
                    .minimise((owner, batch, iteration) -> {
                        NDArray pasted = pasted(pixels(batch), new Draws(good.seed(), iteration, owner));
                        NDArray seen = normalization.of(owner, pasted.addi(1).muli(127.5));
                        return loss(points(batch.images().concat(seen, 0), Mode.TRAIN).mean(new int[] {1}));
                    }));
        }

        /** Cross entropy (equation 1) of the pooled features of B images of each kind, kind by kind: (3B, C). */
        NDArray loss(NDArray rows) {
            NDArray seen = Activation.relu(inner.apply(first.of(rows), Mode.TRAIN));
            NDArray logarithms = last.of(seen).logSoftmax(1).reshape(KINDS, -1, KINDS);
            NDArray own = rows.getManager().eye(KINDS).expandDims(1); // (3, 1, 3)
            return logarithms.mul(own).sum(new int[] {2}).mean().neg();
        }

        /** In double precision, of the good images as the encoder sees them now. */
        private void fit(GoodImages good) {
            int count = good.count();
            try (NDManager kept = parameters().manager().newSubManager()) {
                NDArray sum = kept.zeros(mean.stored().getShape(), DataType.FLOAT64);
                NDArray products = kept.zeros(precision.stored().getShape(), DataType.FLOAT64);
                good.eachToTheEnd((batch, from) -> {
                    NDArray points = points(batch.images(), Mode.EVAL).toType(DataType.FLOAT64, false);
                    NDArray pooled = points.mean(new int[] {1}); // (B, C)
                    sum.addi(points.sum(new int[] {0}));
                    products.addi(pooled.transpose().matMul(pooled));
                });
                NDArray center = sum.div(count);
                NDArray pooled = center.mean(new int[] {0}, true); // (1, C)
                NDArray covariance = products.div(count).sub(pooled.transpose().matMul(pooled));
                NDArray identity = kept.eye(channels, channels, 0, DataType.FLOAT64);
                NDArray sphere = identity.mul(covariance.mul(identity).sum().div(channels));
                mean.set(center);
                precision.set(covariance.mul(1 - shrinkage).add(sphere.mul(shrinkage)).inverse());
            }
        }
    }

    /** Good images, (B, 3, H, W) of [-1, 1], all with a patch pasted elsewhere, then all with a thin turned scar. */
    NDArray pasted(NDArray good, Draws draws) {
        int count = (int) good.getShape().get(0);
        ImageSize size = new ImageSize((int) good.getShape().get(2), (int) good.getShape().get(3));
        float[] images = good.toFloatArray();
        float[] pasted = new float[2 * images.length];
        SplittableRandom random = draws.random();
        for (int kind = 0; kind < 2; kind++) {
            for (int image = 0; image < count; image++) {
                int from = image * 3 * size.area();
                int to = kind * images.length + from;
                System.arraycopy(images, from, pasted, to, 3 * size.area());
                Part part = kind == 0 ? Part.patch(random, size) : Part.scar(random, size);
                part.paste(images, from, pasted, to, random, tone);
            }
        }
        return Constant.of(pasted, new Shape(2L * count, 3, size.height(), size.width()), draws.owner());
    }

    /** A rectangle, and where its middle is pasted, turned by an angle; x and y are of its top left corner, in pixels. */
    private record Part(ImageSize image, int width, int height, int x, int y, double toX, double toY, double angle) {

        static Part patch(SplittableRandom random, ImageSize image) {
            double area = random.nextDouble(LEAST_AREA, GREATEST_AREA) * image.height() * image.width();
            double narrow = random.nextDouble(NARROWEST, 1);
            double aspect = random.nextBoolean() ? narrow : 1 / narrow;
            return anywhere(random, image, Math.sqrt(area / aspect), Math.sqrt(area * aspect), 0);
        }

        static Part scar(SplittableRandom random, ImageSize image) {
            double scale = Math.sqrt(image.area()) / PUBLISHED_SIDE;
            return anywhere(random, image, scale * random.nextDouble(2, 16), scale * random.nextDouble(10, 25),
                    Math.toRadians(random.nextDouble(-45, 45)));
        }

        private static Part anywhere(SplittableRandom random, ImageSize image, double width, double height, double angle) {
            int wide = (int) Math.max(1, Math.min(image.width(), Math.round(width)));
            int high = (int) Math.max(1, Math.min(image.height(), Math.round(height)));
            return new Part(image, wide, high,
                    random.nextInt(image.width() - wide + 1), random.nextInt(image.height() - high + 1),
                    wide / 2.0 + random.nextDouble() * (image.width() - wide),
                    high / 2.0 + random.nextDouble() * (image.height() - high), angle);
        }

        /** Each pixel of the target takes the nearest one of the part, its tone changed, where that lies within it. */
        void paste(float[] images, int from, float[] pasted, int to, SplittableRandom random, double most) {
            double brightness = 1 + most * random.nextDouble(-1, 1);
            double contrast = 1 + most * random.nextDouble(-1, 1); // about mid-grey
            double saturation = 1 + most * random.nextDouble(-1, 1);
            int area = image.area();
            double cosine = Math.cos(angle);
            double sine = Math.sin(angle);
            for (int pixel = 0; pixel < area; pixel++) {
                double dx = pixel % image.width() + 0.5 - toX;
                double dy = pixel / image.width() + 0.5 - toY;
                double column = cosine * dx + sine * dy + width / 2.0;
                double row = cosine * dy - sine * dx + height / 2.0;
                if (column >= 0 && column < width && row >= 0 && row < height) {
                    int source = from + (y + (int) row) * image.width() + x + (int) column;
                    double grey = (images[source] + images[source + area] + images[source + 2 * area]) / 3;
                    for (int channel = 0; channel < 3; channel++) {
                        double coloured = grey + saturation * (images[source + channel * area] - grey);
                        double toned = contrast * (brightness * (coloured + 1) - 1);
                        pasted[to + channel * area + pixel] = (float) Math.max(-1, Math.min(1, toned));
                    }
                }
            }
        }
    }
}
