package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.data.PixelNormalization;
import recontrast.detector.AnomalyDetector;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.BatchNormalization;
import recontrast.model.Encoder;
import recontrast.model.InPlace;
import recontrast.model.Initializer;
import recontrast.model.Mode;
import recontrast.model.Normalization;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;


/**
 * CutPaste (Li, Sohn, Yoon and Pfister, CVPR 2021): the pretrained encoder learns to tell good images from copies of
 * them with a patch, or a thin scar, cut out and pasted elsewhere (sections 2.1 and 2.2, "3-way"); then good images' pooled
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
 * @param rate of stochastic gradient descent, along half a cosine to 0 (section 4, as the next two)
 * @param momentum what the velocity keeps
 * @param weightDecay L2, added to gradients
 */
public record CutPaste(int hidden, double tone, double shrinkage, double rate, double momentum, double weightDecay)
        implements Rival {

    @Override
    public String name() {
        return "CutPaste";
    }

    @Override
    public boolean scoresImages() {
        return true;
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new GaussianDensity(parameters, setup);
    }

    final class GaussianDensity extends ImageDetector {

        private static final float EPSILON = 1e-5f;
        private static final int STRIDE = 16; // of layer 3

        private final Encoder encoder;
        private final PixelNormalization normalization;
        private final int channels;
        private final Linear first;
        private final BatchNormalization inner;
        private final Linear last;
        private final Parameter mean; // (P, C): their mean over the points is that of pooled features
        private final Parameter precision; // (C, C), the covariance's inverse

        GaussianDensity(Parameters parameters, Setup setup) {
            super(parameters, setup);
            Backbone backbone = setup.backbone();
            Scope root = parameters.root();
            this.encoder = new Encoder(backbone, root.at("encoder"), Normalization.BATCH);
            this.normalization = new PixelNormalization(parameters.manager());
            this.channels = backbone.channels(3);
            this.first = new Linear(root.at("head.first"), channels, hidden);
            this.inner = new BatchNormalization(root.at("head.inner"), hidden, EPSILON);
            this.last = new Linear(root.at("head.last"), hidden, PastedPatches.KINDS);
            int edge = setup.resolution().crop() / STRIDE;
            this.mean = root.at("gaussian").buffer(
                    "mean", new Shape((long) edge * edge, channels), Initializer.constant(0));
            this.precision =
                    root.at("gaussian").buffer("precision", new Shape(channels, channels), Initializer.constant(0));
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray points = points(seen.images(), Mode.EVAL);
            NDArray from = points.sub(mean.value(points)); // (B, P, C)
            NDArray pull = from.mean(new int[] {1}).matMul(precision.value(points)); // (B, C)
            NDArray parts = from.matMul(pull.expandDims(2)).squeeze(2); // (B, P)
            int edge = setup.resolution().crop() / STRIDE;
            return scored(parts.mean(new int[] {1}),
                    () -> upsampling.maps(parts.reshape(-1, edge, edge), scratch));
        }

        /** Layer 3's features: (B, P, C). */
        NDArray points(NDArray images, Mode mode) {
            return Patches.rows(encoder.features(images, mode).layer3())
                    .reshape(images.getShape().get(0), -1, channels);
        }

        @Override
        public Training training(Batches train, long seed, CoreTurns cores) {
            Minimising steps = new Minimising() {
                @Override
                public void end() {
                    fit(train, cores);
                }
            };
            return loop(steps
                    .scheduled(iteration -> 0.5 + 0.5 * Math.cos(Math.PI * iteration / setup.plan().iterations()))
                    .over(parameters().weights("encoder.", "head."), new Momentum.Settings(rate, momentum, weightDecay))
                    .minimise((owner, batch, iteration) -> {
                        NDArray pasted = PastedPatches.of(pixels(batch), tone, new Draws(seed, iteration, owner));
                        return loss(points(batch.images().concat(
                                normalization.of(owner, pasted.addi(1).muli(127.5)), 0), Mode.TRAIN)
                                .mean(new int[] {1}));
                    }),
                    train, seed, cores);
        }

        /** Cross entropy (equation 1) of the pooled features of B images of each kind, kind by kind: (3B, C). */
        NDArray loss(NDArray rows) {
            NDArray seen = Activation.relu(inner.apply(first.of(rows), Mode.TRAIN));
            NDArray logarithms = last.of(seen).logSoftmax(1).reshape(PastedPatches.KINDS, -1, PastedPatches.KINDS);
            NDArray own = rows.getManager().eye(PastedPatches.KINDS).expandDims(1); // (3, 1, 3)
            return logarithms.mul(own).sum(new int[] {2}).mean().neg();
        }

        /** In double precision, of the good images as the encoder sees them now. */
        private void fit(Batches train, CoreTurns cores) {
            int count = train.images().count();
            try (NDManager kept = parameters().manager().newSubManager()) {
                NDArray sum = kept.zeros(mean.stored().getShape(), DataType.FLOAT64);
                NDArray products = kept.zeros(precision.stored().getShape(), DataType.FLOAT64);
                good(train, cores).eachToTheEnd((scratch, batch, from) -> {
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
                InPlace.copy(center.toType(DataType.FLOAT32, false), mean.stored());
                InPlace.copy(covariance.mul(1 - shrinkage).add(sphere.mul(shrinkage)).inverse()
                        .toType(DataType.FLOAT32, false), precision.stored());
            }
        }
    }
}
