package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Activation;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.BatchNormalization;
import recontrast.model.Constant;
import recontrast.model.Initializer;
import recontrast.model.Layer;
import recontrast.model.Mode;
import recontrast.model.Scope;
import recontrast.training.AdamW;
import recontrast.training.Minimising;
import recontrast.training.Training;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * AE-FLOW (Zhao et al., ICLR 2023): a normalising flow makes Gaussian noise of an image's features, and a decoder makes
 * the image of that again; features that are unlikely, and an image that is not met, are anomalous.
 *
 * <p>Features are layer 3's, of an encoder that stays as it was pretrained, each channel normalised to variance 1: those of
 * some backbones would overflow the flow. A flow's block is an affine coupling whose network is the paper's ResNet-type (of
 * all its data sets but the X-rays), a global scale and shift, and a permutation. Likelihoods are means over points and
 * channels, as errors are over pixels, so that neither drowns the other. The map is the decoder's error at each pixel,
 * smoothed; it takes no part in the score.
 *
 * @param blocks of the flow
 * @param clamp bound of the logarithm of a coupling's scale
 * @param alpha part of the likelihood in the loss, the rest is the error's
 * @param beta part of the likelihood in the score, the rest is the dissimilarity's
 * @param rate learning rate of flow and decoder
 * @param weightDecay of both, decoupled
 */
public record AEFlow(int blocks, double clamp, double alpha, double beta, double rate, double weightDecay)
        implements Rival.Scoring {

    private static final double UNIT = Math.log(Math.E - 1); // softplus makes 1 of it
    private static final int LEAST_CHANNELS = 16; // of which the decoder's last layer has one

    @Override
    public String name() {
        return "AE-flow";
    }

    @Override
    public ImageDetector detector(Site site) {
        return new Autoencoder(site);
    }

    final class Autoencoder extends FrozenFeatureDetector {

        private final BatchNormalization unit; // never trained, for it is no part of the likelihood
        private final List<Coupling<Mode>> flow;
        private final Layer decoder;
        private final StructuralSimilarity similarity;

        Autoencoder(Site site) {
            super(site);
            Backbone backbone = setup.backbone();
            int channels = backbone.channels(3);
            if (channels < LEAST_CHANNELS) {
                throw new IllegalArgumentException("expected a backbone of at least %d channels in layer 3 for %s; found %d"
                        .formatted(LEAST_CHANNELS, name(), channels) + " in " + backbone.name() + ": use a wider one");
            }
            this.unit = new BatchNormalization(at("unit"), channels);
            this.flow = IntStream.range(0, blocks).mapToObj(i -> block(at("flow.block" + i), channels)).toList();
            this.decoder = decoder(at("decoder"), channels);
            this.similarity = new StructuralSimilarity(parameters().manager(), size(), 2);
        }

        /** The negative logarithm of the density of noise, less its constant, for each number of an image: (B). */
        private static NDArray unlikelihood(NDArray noise) {
            return noise.square().flatten(1, 3).mean(new int[] {1}).mul(Constant.of(0.5, noise));
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray pixels = pixels(seen);
            NDArray noise = Coupling.carry(unit.apply(seen.constantFeatures().layer3(), Mode.EVAL), flow, Mode.EVAL).at();
            NDArray decoded = decoder.apply(noise, Mode.EVAL);
            NDArray error = decoded.sub(pixels).square().mean(new int[] {1}); // (B, H, W)
            return Maps.scored(() -> unlikelihood(noise).mul(beta).sub(similarity.of(pixels, decoded).mul(1 - beta)),
                    () -> upsampling.maps(error, scratch));
        }

        @Override
        Training training(GoodImages good) {
            return loop(good, new Minimising()
                    .over(weights("flow.", "decoder."), AdamW.Settings.decayed(rate, weightDecay))
                    .minimise((owner, batch, iteration) -> loss(batch)));
        }

        NDArray loss(Batch batch) {
            NDArray features = batch.constantFeatures().layer3();
            Coupling.Carried carried = Coupling.carry(unit.apply(features, Mode.TRAIN), flow, Mode.TRAIN);
            NDArray numbers = Constant.of(features.getShape().slice(1).size(), features);
            NDArray flowLoss = unlikelihood(carried.at()).sub(carried.volume().div(numbers)).mean();
            NDArray error = decoder.apply(carried.at(), Mode.TRAIN).sub(pixels(batch)).square().mean();
            return flowLoss.mul(Constant.of(alpha, error)).add(error.mul(Constant.of(1 - alpha, error)));
        }
    }

    /** A network of the ResNet type tells; its block's scales start from 1. */
    private Coupling<Mode> block(Scope scope, int channels) {
        int seen = channels - channels / 2;
        int told = channels / 2 * 2; // a scale and a shift for each of the others
        Layer spatial = Convolution.unbiased(scope.at("spatial"), seen, told, 3, 1, 1, Convolution.initial(seen, 3))
                .then(new BatchNormalization(scope.at("normalization"), told)).then(Activation.RELU);
        Convolution shortcut = new Convolution(scope.at("shortcut"), seen, told, 1, 1, 0);
        Shape each = new Shape(1, channels, 1, 1);
        return new Coupling<>((telling, mode) -> spatial.apply(telling, mode).add(shortcut.apply(telling, mode)),
                ai.djl.nn.Activation::softPlus,
                scope.weight("scale", each, Initializer.constant((float) UNIT)),
                scope.weight("shift", each, Initializer.constant(0)),
                scope.buffer("places", new Shape(channels), (shape, random) ->
                        Draws.floats(Draws.shuffled(channels, new Random(random.nextLong())))),
                clamp);
    }

    /** Four times doubled, to pixels from -1 to 1: C, C/2, C/4 and C/16 channels, then three. */
    private static Layer decoder(Scope scope, int in) {
        int[] channels = {in, in / 2, in / 4, in / 16, 3};
        Layer decoder = new Convolution.Transposed(scope.at("doubling1"), in, channels[1], 2);
        for (int i = 1; i < 4; i++) {
            decoder = decoder.then(Activation.RELU)
                    .then(new Convolution(scope.at("refining" + i), channels[i], channels[i], 3, 1, 1)).then(Activation.RELU)
                    .then(new Convolution.Transposed(scope.at("doubling" + (i + 1)), channels[i], channels[i + 1], 2));
        }
        return decoder.then((x, mode) -> x.tanh());
    }
}
