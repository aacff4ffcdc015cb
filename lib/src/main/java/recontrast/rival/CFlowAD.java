package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.detector.MapUpsampling;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Features;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Scope;
import recontrast.model.Stage;
import recontrast.training.AdamW;
import recontrast.training.Minimising;
import recontrast.training.Training;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * CFLOW-AD (Gudovskiy, Ishizaka and Kozuka, WACV 2022): for each layer of the frozen encoder a normalising flow learns
 * how likely a good image's feature vector is at its place; what is unlikely is anomalous.
 *
 * <p>Of the loss and the map the published code tells more than the paper: the loss is the negative logarithm of the
 * likelihood's sigmoid, which cares less for vectors that are likely already; a layer's likelihoods become scores from 0
 * to 1 by the largest one, there of all test images, here of the good vectors that the last step saw, so that an image's
 * map hangs on no other image; the layers' scores are summed, and not smoothed. The layers are the encoder's three,
 * where the published code takes layers 2 to 4. Each step updates each flow once: the paper's 100 epochs are some ten
 * thousand updates, and after a few hundred a flow knows little yet.
 *
 * @param couplings coupling blocks of a flow
 * @param clamp largest logarithm that a coupling scales by
 * @param condition numbers that tell a vector's place, a multiple of 4 (section 4.2)
 * @param vectors drawn from the batch for a step's update, of each layer; as many are scored at once
 * @param learningRate of all flows, before it is annealed
 * @param warmUp part of the training over which the rate rises
 */
public record CFlowAD(int couplings, double clamp, int condition, int vectors, double learningRate, double warmUp)
        implements Rival {

    private static final double LONGEST = 1e4; // wavelength, over 2 pi

    public CFlowAD {
        if (condition < 4 || condition % 4 != 0) {
            throw new IllegalArgumentException("expected a condition of 4, 8, 12 ... numbers, sines and cosines of row"
                    + " and column; found " + condition);
        }
    }

    @Override
    public ImageDetector detector(Site site) {
        return new Flows(site);
    }

    /** What the rate is multiplied with: up in a line, then down in half a cosine. */
    double annealed(int iteration, int iterations) {
        double risen = Math.min(1, (iteration + 1) / (warmUp * iterations));
        return risen * (1 + Math.cos(Math.PI * iteration / iterations)) / 2;
    }

    private final class Flows extends FrozenFeatureDetector {

        private final MapUpsampling aligned = upsampling(smoothing(), Corners.ALIGNED);
        private final List<Layer> layers = Stream.of(Stage.values()).map(stage -> new Layer(stage,
                at("flow" + (stage.ordinal() + 1)), setup.backbone().channels(stage.ordinal() + 1))).toList();

        Flows(Site site) {
            super(site);
        }

        @Override
        public Smoothing smoothing() {
            return Smoothing.NONE;
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            Features features = seen.constantFeatures();
            List<NDArray> anomalies = layers.stream().map(layer -> layer.anomaly(features)).toList();
            return () -> aligned.maps(anomalies, scratch);
        }

        @Override
        Training training(GoodImages good) {
            int iterations = setup.plan().iterations();
            Minimising steps = new Minimising().scheduled(iteration -> annealed(iteration, iterations));
            layers.forEach(layer -> steps
                    .over(weights(layer.scope.prefix()), AdamW.Settings.adam(learningRate))
                    .minimise((owner, batch, iteration) ->
                            layer.loss(batch.constantFeatures(), new Draws(good.seed(), iteration, owner))));
            return loop(good, steps);
        }
    }

    /** The flow of one layer; N vectors of C channels, P numbers a place. */
    private final class Layer {

        private final Stage stage;
        private final Scope scope;
        private final Flow flow;
        private final Parameter highest; // (1), of the last step's log-likelihoods

        Layer(Stage stage, Scope scope, int channels) {
            this.stage = stage;
            this.scope = scope;
            this.flow = new Flow(scope, couplings, channels, condition, clamp);
            this.highest = scope.buffer("highest", new Shape(1));
        }

        /** -log sigmoid(log p / C), the mean of some vectors of the batch. */
        NDArray loss(Features features, Draws draws) {
            NDArray all = Patches.rows(features.at(stage));
            NDArray drawn = draws.some(vectors, Math.toIntExact(all.getShape().get(0)));
            NDArray logLikelihood = flow.logLikelihood(all.get(drawn), places(features.at(stage)).get(drawn)); // (N)
            highest.set(logLikelihood.stopGradient().max().reshape(1));
            return Activation.softPlus(logLikelihood.neg()).mean();
        }

        /** 1 - p / max p: (B, h, w). */
        NDArray anomaly(Features features) {
            NDArray layer = features.at(stage);
            NDArray all = Patches.rows(layer);
            NDArray places = places(layer);
            long count = all.getShape().get(0);
            NDArray logLikelihood = LongStream.iterate(0, from -> from < count, from -> from + vectors)
                    .mapToObj(from -> "%d:%d".formatted(from, Math.min(from + vectors, count)))
                    .map(some -> flow.logLikelihood(all.get(some), places.get(some)))
                    .reduce(NDArray::concat).orElseThrow();
            return logLikelihood.sub(highest.value(all)).exp().neg().add(1)
                    .reshape(layer.getShape().get(0), layer.getShape().get(2), layer.getShape().get(3));
        }

        /** Sines and cosines of row and column, each wavelength longer than the one before (section 4.2): (N, P). */
        private NDArray places(NDArray layer) {
            int width = Math.toIntExact(layer.getShape().get(3));
            int height = Math.toIntExact(layer.getShape().get(2));
            float[] places = new float[height * width * condition];
            for (int i = 0; i < places.length; i++) {
                int point = i / condition;
                int of = i % condition;
                int position = of < condition / 2 ? point % width : point / width;
                int wave = of % (condition / 2) / 2;
                double angle = position * Math.pow(LONGEST, -4.0 * wave / condition);
                places[i] = (float) (of % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
            NDArray each = layer.getManager().create(places, new Shape((long) height * width, condition));
            return Patches.rows(each, layer.getShape().get(0));
        }
    }

    /**
     * A conditional normalising flow over vectors (N, C): coupling blocks carry them to where they are standard normal,
     * which tells their likelihood.
     */
    record Flow(List<Coupling<NDArray>> couplings) {

        private static final double LOG_2_PI = Math.log(2 * Math.PI);
        private static final double ONE = 2 * Math.log(Math.expm1(5)); // of which the flat softplus makes 1

        /** For vectors of C channels, and conditions of P numbers that it depends on besides. */
        Flow(Scope scope, int blocks, int channels, int condition, double clamp) {
            this(IntStream.range(0, blocks)
                    .mapToObj(i -> coupling(scope.at("block" + i), channels, condition, clamp)).toList());
        }

        private static Coupling<NDArray> coupling(Scope scope, int channels, int condition, double clamp) {
            int seen = channels - channels / 2 + condition;
            Linear first = new Linear(scope.at("first"), seen, 2 * seen);
            Linear second = new Linear(scope.at("second"), 2 * seen, channels / 2 * 2);
            return new Coupling<>(
                    (telling, conditions) -> second.of(Activation.relu(first.of(telling.concat(conditions, 1)))),
                    x -> Activation.softPlus(x.mul(Constant.of(0.5, x))).mul(Constant.of(0.2, x)),
                    scope.weight("scale", new Shape(channels), Initializer.constant((float) ONE)),
                    scope.weight("offset", new Shape(channels), Initializer.constant(0)),
                    scope.buffer("order", new Shape(channels),
                            (shape, random) -> Draws.floats(Draws.order(channels, random))),
                    clamp);
        }

        /** The logarithm of the likelihood of each vector, which is let go, under its condition, divided by C: (N). */
        NDArray logLikelihood(NDArray vectors, NDArray conditions) {
            long channels = vectors.getShape().get(1);
            Coupling.Carried carried = Coupling.carry(vectors, couplings, conditions);
            NDArray normal = carried.at().square().mean(new int[] {1}).add(Constant.of(LOG_2_PI, conditions));
            return carried.volume().div(Constant.of(channels, conditions)).sub(normal.mul(Constant.of(0.5, conditions)));
        }
    }
}
