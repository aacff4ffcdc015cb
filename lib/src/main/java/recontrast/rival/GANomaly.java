package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Mode;
import recontrast.rival.Dcgan.Normalized;
import recontrast.training.AdamW;
import recontrast.training.AdamW.SecondMoment;
import recontrast.training.Minimising;
import recontrast.training.Training;

/**
 * GANomaly (Akcay et al., ACCV 2018): a generator encodes an image, decodes the code and encodes what it decoded; where
 * the two codes differ the image is anomalous (section 3). A discriminator makes the decoded images resemble good ones.
 *
 * <p>The paper scores images alone. The map shown here is the decoder's error at each pixel, smoothed; it takes no part
 * in the score, which is not scaled to 0..1 over the test images either, for that changes no order of them. Channels
 * double at each halving of the image as published, but stop at those of 64 pixels, the paper's largest images, and codes
 * have a bias. The backbone is not looked at.
 *
 * @param width channels at half the images' side
 * @param most channels at most
 * @param latent numbers of a code
 * @param adversarial weight of the loss of the discriminator's features (equation 1)
 * @param contextual weight of the loss of pixels (equation 2)
 * @param encoding weight of the loss of codes (equation 3)
 * @param rate learning rate of generator and discriminator
 * @param beta1 what Adam's first moment keeps
 */
public record GANomaly(int width, int most, int latent, double adversarial, double contextual, double encoding,
        double rate, double beta1) implements Rival.Scoring {

    @Override
    public ImageDetector detector(Site site) {
        return new Generator(site);
    }

    private final class Generator extends ImageDetector {

        private final Dcgan networks = new Dcgan(size(), width, most);
        private final Dcgan.Halving encoder = halving("generator.encoder1", latent); // G_E
        private final Dcgan.Doubling decoder = networks.new Doubling(at("generator.decoder"), latent); // G_D
        private final Dcgan.Halving encoderOfDecoded = halving("generator.encoder2", latent); // E
        private final Dcgan.Halving discriminator = halving("discriminator", 1);

        /** @param decoded (B, 3, H, W), pixels from -1 to 1 */
        private record Codes(NDArray first, NDArray decoded, NDArray second) { }

        Generator(Site site) {
            super(site);
        }

        private Dcgan.Halving halving(String name, int out) {
            return networks.new Halving(at(name), out, Normalized.BATCHES);
        }

        private Codes generate(NDArray pixels, Mode mode) {
            NDArray first = encoder.of(pixels, mode);
            NDArray decoded = decoder.of(first, mode);
            return new Codes(first, decoded, encoderOfDecoded.of(decoded, mode));
        }

        /** Scored by the distance of the codes (equation 5). */
        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray pixels = pixels(seen);
            Codes codes = generate(pixels, Mode.EVAL);
            NDArray error = codes.decoded.sub(pixels).abs().mean(new int[] {1}); // (B, H, W)
            return Maps.scored(() -> codes.first.sub(codes.second).abs().mean(new int[] {1}),
                    () -> upsampling.maps(error, scratch));
        }

        @Override
        Training training(GoodImages good) {
            AdamW.Settings adam = new AdamW.Settings(rate, beta1, 0.999, 0, 1e-8, SecondMoment.RUNNING);
            Game game = new Game();
            return loop(good, new Minimising()
                    .over(weights("generator."), adam)
                    .minimise((owner, batch, iteration) -> game.generatorLoss(pixels(batch)))
                    .over(weights("discriminator."), adam)
                    .minimise((owner, batch, iteration) -> game.discriminatorLoss(pixels(batch))));
        }

        /** The two losses of a step: the discriminator judges what the generator made for its own loss. */
        private final class Game {

            private NDArray decoded;

            /** Equation 4. */
            NDArray generatorLoss(NDArray pixels) {
                Codes codes = generate(pixels, Mode.TRAIN);
                decoded = codes.decoded.stopGradient();
                NDArray matched = discriminator.features(codes.decoded, Mode.TRAIN)
                        .sub(discriminator.features(pixels, Mode.TRAIN)).square().mean();
                NDArray seen = codes.decoded.sub(pixels).abs().mean();
                NDArray coded = codes.first.sub(codes.second).square().mean();
                return weighted(matched, adversarial).add(weighted(seen, contextual)).add(weighted(coded, encoding));
            }

            private NDArray weighted(NDArray loss, double weight) {
                return loss.mul(Constant.of(weight, loss));
            }

            /** Binary cross entropy of good images, which it must call 1, and of decoded ones, which it must call 0. */
            NDArray discriminatorLoss(NDArray pixels) {
                NDArray good = Activation.softPlus(discriminator.of(pixels, Mode.TRAIN).neg());
                NDArray made = Activation.softPlus(discriminator.of(decoded, Mode.TRAIN));
                return weighted(good.mean().add(made.mean()), 0.5);
            }
        }
    }
}
