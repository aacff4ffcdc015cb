package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.detector.AnomalyDetector;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.BatchNormalization;
import recontrast.model.Constant;
import recontrast.model.Initializer;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;
import recontrast.training.AdamW;
import recontrast.training.AdamW.SecondMoment;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;

import java.util.ArrayList;
import java.util.Collections;
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
        implements Rival {

    private static final float EPSILON = 1e-5f; // of batch normalisation
    private static final int LEAST_CHANNELS = 16; // of which the decoder's last layer has one

    @Override
    public String name() {
        return "AE-flow";
    }

    @Override
    public boolean scoresImages() {
        return true;
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new Autoencoder(parameters, setup);
    }

    /** What a flow makes of (B, C, h, w), and the logarithm of how much it stretches volumes, a scalar or (B). */
    private record Flowed(NDArray noise, NDArray logVolume) { }

    final class Autoencoder extends FrozenFeatureDetector {

        private final BatchNormalization unit; // never trained, for it is no part of the likelihood
        private final List<Block> flow;
        private final Decoder decoder;
        private final StructuralSimilarity similarity;

        Autoencoder(Parameters parameters, Setup setup) {
            super(parameters, setup);
            Backbone backbone = setup.backbone();
            int channels = backbone.channels(3);
            if (channels < LEAST_CHANNELS) {
                throw new IllegalArgumentException("expected a backbone of at least %d channels in layer 3 for %s; found %d"
                        .formatted(LEAST_CHANNELS, name(), channels) + " in " + backbone.name() + ": use a wider one");
            }
            Scope scope = parameters.root().at("flow");
            this.unit = new BatchNormalization(parameters.root().at("unit"), channels, EPSILON);
            this.flow = IntStream.range(0, blocks)
                    .mapToObj(i -> new Block(scope.at("block" + i), channels)).toList();
            this.decoder = new Decoder(parameters.root().at("decoder"), channels);
            this.similarity = new StructuralSimilarity(parameters.manager(), setup.resolution().crop(), 2);
        }

        private Flowed flowed(NDArray features, Mode mode) {
            Flowed all = new Flowed(unit.apply(features, mode), Constant.of(0, features));
            for (Block block : flow) {
                Flowed next = block.of(all.noise, mode);
                all = new Flowed(next.noise, all.logVolume.add(next.logVolume));
            }
            return all;
        }

        /** The negative logarithm of the density of noise, less its constant, for each number of an image: (B). */
        private static NDArray unlikelihood(NDArray noise) {
            return noise.square().flatten(1, 3).mean(new int[] {1}).mul(Constant.of(0.5, noise));
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray pixels = pixels(seen);
            NDArray noise = flowed(seen.constantFeatures().layer3(), Mode.EVAL).noise;
            NDArray decoded = decoder.of(noise);
            NDArray error = decoded.sub(pixels).square().mean(new int[] {1}); // (B, S, S)
            NDArray score = unlikelihood(noise).mul(beta).sub(similarity.of(pixels, decoded).mul(1 - beta));
            return scored(score, () -> upsampling.maps(error, scratch));
        }

        @Override
        public Training training(Batches train, long seed, CoreTurns cores) {
            return loop(new Minimising()
                    .over(parameters().weights("flow.", "decoder."),
                            new AdamW.Settings(rate, weightDecay, 1e-8, SecondMoment.RUNNING))
                    .minimise((owner, batch, iteration) -> loss(batch)), train, seed, cores);
        }

        NDArray loss(Batch batch) {
            NDArray features = batch.constantFeatures().layer3();
            Flowed flowed = flowed(features, Mode.TRAIN);
            NDArray numbers = Constant.of(features.getShape().slice(1).size(), features);
            NDArray flowLoss = unlikelihood(flowed.noise).sub(flowed.logVolume.div(numbers)).mean();
            NDArray error = decoder.of(flowed.noise).sub(pixels(batch)).square().mean();
            return flowLoss.mul(Constant.of(alpha, error)).add(error.mul(Constant.of(1 - alpha, error)));
        }
    }

    /** Half of the channels are scaled and shifted by what the other half says; then all are, and they change places. */
    private final class Block {

        private static final double UNIT = Math.log(Math.E - 1); // softplus makes 1 of it

        private final int channels;
        private final Filters spatial; // 3x3
        private final BatchNormalization normalization;
        private final Filters shortcut; // 1x1
        private final Parameter scale;
        private final Parameter shift;
        private final Parameter places;

        Block(Scope scope, int channels) {
            int seen = channels - channels / 2;
            int told = channels / 2 * 2; // a scale and a shift for each of the others
            this.channels = channels;
            this.spatial = Filters.unbiased(scope.at("spatial"), seen, told, 3, 1, 1, Filters.initial(seen, 3));
            this.normalization = new BatchNormalization(scope.at("normalization"), told, EPSILON);
            this.shortcut = new Filters(scope.at("shortcut"), seen, told, 1, 1, 0);
            this.scale = scope.weight("scale", new Shape(1, channels, 1, 1), Initializer.constant((float) UNIT));
            this.shift = scope.weight("shift", new Shape(1, channels, 1, 1), Initializer.constant(0));
            this.places = scope.buffer("places", new Shape(channels),
                    (shape, random) -> shuffled(channels, random.nextLong()));
        }

        private static float[] shuffled(int count, long seed) {
            List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            float[] places = new float[count];
            IntStream.range(0, count).forEach(i -> places[i] = order.get(i));
            return places;
        }

        Flowed of(NDArray x, Mode mode) {
            long half = channels - channels / 2;
            NDArray seen = x.get(":, :" + half);
            NDArray told = Activation.relu(normalization.apply(spatial.of(seen), mode)).add(shortcut.of(seen))
                    .mul(Constant.of(0.1, x)); // so that it starts near the identity
            NDArray logScale = told.get(":, :" + channels / 2).tanh().mul(Constant.of(clamp, x));
            NDArray coupled = x.get(":, " + half + ":").mul(logScale.exp()).add(told.get(":, " + channels / 2 + ":"));
            NDArray stretch = Activation.softPlus(scale.value(x));
            NDArray all = NDArrays.concat(new NDList(seen, coupled), 1).mul(stretch).add(shift.value(x));
            Shape shape = x.getShape();
            NDArray points = Constant.of(shape.get(2) * shape.get(3), x);
            return new Flowed(moved(all), logScale.flatten(1, 3).sum(new int[] {1}).add(stretch.log().sum().mul(points)));
        }

        private NDArray moved(NDArray x) {
            Shape shape = x.getShape();
            NDArray matrix = places.value(x).toType(DataType.INT64, false).oneHot(channels); // (C, C)
            return matrix.expandDims(0).matMul(x.reshape(shape.get(0), channels, -1)).reshape(shape);
        }
    }

    /** Four times doubled, to pixels from -1 to 1: C, C/2, C/4 and C/16 channels, then three. */
    private static final class Decoder {

        private final List<TransposedFilters> doubling = new ArrayList<>();
        private final List<Filters> refining = new ArrayList<>();

        Decoder(Scope scope, int in) {
            int[] channels = {in, in / 2, in / 4, in / 16, 3};
            for (int i = 1; i < channels.length; i++) {
                doubling.add(new TransposedFilters(scope.at("doubling" + i), channels[i - 1], channels[i], 2));
                if (i < channels.length - 1) {
                    refining.add(new Filters(scope.at("refining" + i), channels[i], channels[i], 3, 1, 1));
                }
            }
        }

        NDArray of(NDArray noise) {
            NDArray x = noise;
            for (int i = 0; i < refining.size(); i++) {
                x = Activation.relu(refining.get(i).of(Activation.relu(doubling.get(i).of(x))));
            }
            return Activation.tanh(doubling.get(refining.size()).of(x));
        }
    }
}
