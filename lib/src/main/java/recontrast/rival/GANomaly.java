package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import recontrast.detector.AnomalyDetector;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Mode;
import recontrast.model.Parameters;
import recontrast.model.Scope;
import recontrast.rival.Dcgan.Normalized;
import recontrast.training.AdamW;
import recontrast.training.AdamW.SecondMoment;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;

/**
 * GANomaly (Akcay et al., ACCV 2018): a generator encodes an image, decodes the code and encodes what it decoded; where
 * the two codes differ the image is anomalous (section 3.2). A discriminator makes the decoded images resemble good ones.
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
        double rate, double beta1) implements Rival {

    @Override
    public String name() {
        return "GANomaly";
    }

    @Override
    public boolean scoresImages() {
        return true;
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new Generator(parameters, setup);
    }

    private final class Generator extends ImageDetector {

        private final Dcgan.Halving encoder; // G_E
        private final Dcgan.Doubling decoder; // G_D
        private final Dcgan.Halving encoderOfDecoded; // E
        private final Dcgan.Halving discriminator;

        /** @param decoded (B, 3, S, S), pixels from -1 to 1 */
        private record Codes(NDArray first, NDArray decoded, NDArray second) { }

        Generator(Parameters parameters, Setup setup) {
            super(parameters, setup);
            Dcgan networks = new Dcgan(setup.resolution().crop(), width, most);
            Scope scope = parameters.root().at("generator");
            this.encoder = networks.new Halving(scope.at("encoder1"), latent, Normalized.BATCHES);
            this.decoder = networks.new Doubling(scope.at("decoder"), latent);
            this.encoderOfDecoded = networks.new Halving(scope.at("encoder2"), latent, Normalized.BATCHES);
            this.discriminator = networks.new Halving(parameters.root().at("discriminator"), 1, Normalized.BATCHES);
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
            NDArray error = codes.decoded.sub(pixels).abs().mean(new int[] {1}); // (B, S, S)
            return scored(codes.first.sub(codes.second).abs().mean(new int[] {1}),
                    () -> upsampling.maps(error, scratch));
        }

        @Override
        public Training training(Batches train, long seed, CoreTurns cores) {
            AdamW.Settings adam = new AdamW.Settings(rate, beta1, 0.999, 0, 1e-8, SecondMoment.RUNNING);
            Game game = new Game();
            return loop(new Minimising()
                    .over(parameters().weights("generator."), adam)
                    .minimise((owner, batch, iteration) -> game.generatorLoss(pixels(batch)))
                    .over(parameters().weights("discriminator."), adam)
                    .minimise((owner, batch, iteration) -> game.discriminatorLoss(pixels(batch))),
                    train, seed, cores);
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
