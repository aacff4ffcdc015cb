package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.model.Batch;
import recontrast.model.BatchNormalization;
import recontrast.model.Constant;
import recontrast.model.Initializer;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.training.AdamW;
import recontrast.training.Minimising;
import recontrast.training.Training;

/**
 * SimpleNet (Liu et al., CVPR 2023): frozen patch features are adapted by one matrix; a discriminator of two layers
 * tells them from themselves with noise (sections 3.1 to 3.6), and what it takes for noise is anomalous.
 *
 * <p>Patches keep the channels that the backbone has, which are the paper's 1,536 for Wide ResNet-50-2. The decay does not
 * go through Adam's moments, where the paper's is as small as to make no difference; the paper's image score is that of
 * the worst patch, before the map is smoothed, here it is the plan's.
 *
 * @param noise standard deviation of what is added to adapted features (section 4.3)
 * @param margin what the discriminator gives good features at least, its negative noisy ones at most (equation 7)
 * @param hidden channels of the discriminator's first layer
 * @param adaptorRate learning rate of the matrix
 * @param discriminatorRate learning rate of the discriminator
 * @param weightDecay of both, decoupled
 */
public record SimpleNet(double noise, double margin, int hidden, double adaptorRate, double discriminatorRate,
        double weightDecay) implements Rival {

    @Override
    public ImageDetector detector(Site site) {
        return new Discriminator(site);
    }

    private final class Discriminator extends FrozenFeatureDetector {

        private static final float LEAK = 0.2f;

        private final int channels = Patches.channels(setup.backbone(), 2, 3);
        private final Parameter adaptor = at("adaptor").weight(
                "weight", new Shape(channels, channels), Initializer.uniform(1 / Math.sqrt(channels)));
        private final Linear first = new Linear(at("discriminator.first"), channels, hidden);
        private final BatchNormalization normalization =
                new BatchNormalization(at("discriminator.normalization"), hidden);
        private final Parameter last = at("discriminator.last").weight(
                "weight", new Shape(1, hidden), Initializer.uniform(1 / Math.sqrt(hidden)));

        Discriminator(Site site) {
            super(site);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray patches = Patches.of(seen.constantFeatures());
            NDArray anomaly = normality(adapted(patches), Mode.EVAL).neg();
            Shape shape = patches.getShape();
            return () -> upsampling.maps(anomaly.reshape(shape.get(0), shape.get(2), shape.get(3)), scratch);
        }

        /** (B*P, C) */
        private NDArray adapted(NDArray patches) {
            NDArray rows = Patches.rows(patches);
            return rows.matMul(adaptor.value(rows).transpose());
        }

        /** High for good features: (N, 1). */
        private NDArray normality(NDArray rows, Mode mode) {
            NDArray inner = Activation.leakyRelu(normalization.apply(first.of(rows), mode), LEAK);
            return inner.matMul(last.value(inner).transpose());
        }

        @Override
        Training training(GoodImages good) {
            return loop(good, new Minimising()
                    .over(weights("adaptor."), AdamW.Settings.decayed(adaptorRate, weightDecay))
                    .over(weights("discriminator."), AdamW.Settings.decayed(discriminatorRate, weightDecay))
                    .minimise((owner, batch, iteration) -> loss(batch, new Draws(good.seed(), iteration, owner))));
        }

        /** Truncated l1 (equation 7): good and noisy features go through the discriminator as one batch. */
        private NDArray loss(Batch batch, Draws draws) {
            NDArray good = adapted(Patches.of(batch.constantFeatures()));
            NDArray noisy = good.add(draws.normal(good.getShape()).muli((float) noise));
            NDArray normality = normality(good.concat(noisy), Mode.TRAIN);
            NDArray threshold = Constant.of(margin, normality);
            long count = good.getShape().get(0);
            NDArray missed = Activation.relu(threshold.sub(normality.get(":" + count)));
            NDArray taken = Activation.relu(threshold.add(normality.get(count + ":")));
            return missed.mean().add(taken.mean());
        }
    }
}
