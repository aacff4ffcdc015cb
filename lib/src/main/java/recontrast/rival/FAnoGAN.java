package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Mode;
import recontrast.model.TorchScript;
import recontrast.rival.Dcgan.Normalized;
import recontrast.training.AdamW;
import recontrast.training.AdamW.SecondMoment;
import recontrast.training.Minimising;
import recontrast.training.Training;

/**
 * f-AnoGAN (Schlegl et al., Medical Image Analysis 2019): a Wasserstein GAN learns to make good images, then an encoder to
 * find the noise that an image would be made of (as the paper calls it, izi_f); what cannot be made is anomalous.
 *
 * <p>In the first half of the iterations the GAN is trained: its critic in each one, its generator in every fifth. In the
 * second half the encoder is, by RMSProp, which is Adam without its first moment; until then maps and scores come of one
 * that knows nothing. The critic's gradient penalty is the published one (Gulrajani et al., NIPS 2017), second derivatives
 * included. The networks are DCGAN's in place of Gulrajani's residual ones, which take some ten times as long; the critic
 * has no normalisation. The backbone is not looked at.
 *
 * @param width channels at half the images' side
 * @param most channels at most
 * @param latent numbers that an image is made of
 * @param penalty weight of the gradient penalty
 * @param kappa weight of the critic's features in the encoder's loss and in the score
 * @param rate learning rate of critic and generator
 * @param encoderRate learning rate of the encoder
 */
public record FAnoGAN(int width, int most, int latent, double penalty, double kappa, double rate, double encoderRate)
        implements Rival.Scoring {

    private static final int CRITIC_STEPS = 5; // for one of the generator

    @Override
    public String name() {
        return "f-AnoGAN";
    }

    @Override
    public ImageDetector detector(Site site) {
        return new Networks(site);
    }

    final class Networks extends ImageDetector {

        private static final String GRADIENT = "/recontrast/rival/gradient.pt";

        private final Dcgan networks = new Dcgan(size(), width, most);
        private final Dcgan.Doubling generator = networks.new Doubling(at("generator"), latent);
        private final Dcgan.Halving critic = networks.new Halving(at("critic"), 1, Normalized.NOT);
        private final Dcgan.Halving encoder = networks.new Halving(at("inverse"), latent, Normalized.BATCHES);

        Networks(Site site) {
            super(site);
        }

        /** By what images differ from those made of the noise found for them; the features, (B, F), are the critic's. */
        private record Residual(NDArray pixels, NDArray features) { }

        private Residual residual(NDArray image, Mode mode) {
            NDArray made = generator.of(encoder.of(image, mode), Mode.EVAL);
            return new Residual(image.sub(made),
                    critic.features(image, Mode.EVAL).sub(critic.features(made, Mode.EVAL)));
        }

        /** The encoder's loss, and the score: (B). */
        private NDArray score(Residual residual) {
            NDArray ofPixels = residual.pixels.square().flatten(1, 3).mean(new int[] {1});
            NDArray ofFeatures = residual.features.square().mean(new int[] {1});
            return ofPixels.add(ofFeatures.mul(Constant.of(kappa, ofFeatures)));
        }

        /** A pixel's anomaly is how far it lies from the one made. */
        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            Residual residual = residual(pixels(seen), Mode.EVAL);
            NDArray distances = residual.pixels.abs().mean(new int[] {1}); // (B, H, W)
            return Maps.scored(() -> score(residual), () -> upsampling.maps(distances, scratch));
        }

        @Override
        Training training(GoodImages good) {
            AdamW.Settings adam = new AdamW.Settings(rate, 0, 0.9, 0, 1e-8, SecondMoment.RUNNING);
            AdamW.Settings rmsProp = new AdamW.Settings(encoderRate, 0, 0.9, 0, 1e-8, SecondMoment.RUNNING);
            int half = setup.plan().iterations() / 2;
            if (half == 0) {
                throw new IllegalArgumentException("expected at least 2 iterations for " + name()
                        + ", of its GAN and of its encoder; found 1: train longer");
            }
            return loop(good, new Minimising()
                    .over(weights("critic."), adam)
                    .minimise((owner, batch, iteration) ->
                            criticLoss(pixels(batch), new Draws(good.seed(), iteration, owner)),
                            iteration -> iteration < half)
                    .over(weights("generator."), adam)
                    .minimise((owner, batch, iteration) -> generatorLoss(
                            new Draws(~good.seed(), iteration, owner).normal(new Shape(setup.plan().batch(), latent))),
                            iteration -> iteration < half && iteration % CRITIC_STEPS == CRITIC_STEPS - 1)
                    .over(weights("inverse."), rmsProp)
                    .minimise((owner, batch, iteration) -> score(residual(pixels(batch), Mode.TRAIN)).mean(),
                            iteration -> iteration >= half));
        }

        private NDArray criticLoss(NDArray good, Draws draws) {
            long count = good.getShape().get(0);
            return criticLoss(good, draws.normal(new Shape(count, latent)), draws.uniform(new Shape(count, 1, 1, 1)));
        }

        private NDArray criticism(NDArray images) {
            return critic.of(images, Mode.TRAIN);
        }

        /** Low where good images are given more than those made, with a slope of 1 at a share of the way between the two. */
        NDArray criticLoss(NDArray good, NDArray noise, NDArray share) {
            NDArray made = generator.of(noise, Mode.TRAIN).stopGradient();
            NDArray between = good.mul(share).add(made.sub(made.mul(share)));
            NDArray excess = slope(between).sub(Constant.of(1, good)).square().mean();
            return criticism(made).mean().sub(criticism(good).mean()).add(excess.mul(Constant.of(penalty, excess)));
        }

        /** The length of the criticism's gradient by each image: (B); it has a gradient itself. */
        private NDArray slope(NDArray images) {
            images.setRequiresGradient(true);
            NDArray gradient = TorchScript.on(images.getDevice(), GRADIENT).of(new NDList(criticism(images), images))
                    .singletonOrThrow();
            NDArray squared = gradient.square().flatten(1, 3).sum(new int[] {1});
            return squared.add(Constant.of(1e-12, squared)).sqrt(); // whose own slope is infinite at 0
        }

        NDArray generatorLoss(NDArray noise) {
            return criticism(generator.of(noise, Mode.TRAIN)).mean().neg();
        }
    }
}
