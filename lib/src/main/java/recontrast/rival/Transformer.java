package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import recontrast.data.ImageSize;
import recontrast.detector.MapUpsampling;
import recontrast.detector.Method.Setup;
import recontrast.detector.Resampling;
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
import recontrast.training.RateDrop;
import recontrast.training.Training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A transformer, and how it is trained. Queries, keys and values are drawn apart, and positions from -1 to 1; UniAD's
 * published code draws the former as one matrix, the latter from 0 to 1.
 *
 * @param layers of the encoder, and of the decoder
 * @param channels of a point between its layers
 * @param heads of each attention
 * @param inner channels of the network within a layer
 * @param learningRate of AdamW
 * @param weightDecay of all weights, decoupled
 * @param rateDrop when the rate falls, and by what
 */
public record Transformer(int layers, int channels, int heads, int inner, double learningRate,
        double weightDecay, RateDrop rateDrop) {

    public Transformer {
        if (layers < 1 || heads < 1 || channels < 1 || channels % (2 * heads) != 0) {
            throw new IllegalArgumentException("expected at least one layer, and channels that are a multiple of twice"
                    + " the heads; found " + layers + " layers, " + channels + " channels, " + heads + " heads");
        }
    }

    /**
     * A layer (Vaswani et al. 2017, section 3.1): attentions one after the other, then a network of two layers at each
     * point. What each of them gives is added to what it was given, and the sum normalised.
     */
    record Layer(List<Attention> attentions, List<Normalization> attended, Linear inner, Linear outer, Normalization last) {

        /** A layer with so many attentions: one in an encoder, two in a decoder. */
        Layer(Scope scope, int attentions, Transformer of) {
            this(IntStream.range(0, attentions)
                            .mapToObj(i -> new Attention(scope.at("attention" + i), of.channels, of.heads)).toList(),
                    IntStream.range(0, attentions)
                            .mapToObj(i -> new Normalization(scope.at("normalization" + i), of.channels)).toList(),
                    Linear.glorot(scope.at("inner"), of.channels, of.inner),
                    Linear.glorot(scope.at("outer"), of.inner, of.channels),
                    new Normalization(scope.at("last"), of.channels));
        }

        /**
         * What becomes of the points: (B, P, C).
         *
         * @param points (B, P, C), or (1, P, C) where they are every image's
         * @param sources what each attention looks at, (B, P, C)
         * @param positions (P, C), of queries and keys
         * @param mask (P, P), minus infinity where a point does not look
         */
        NDArray of(NDArray points, List<NDArray> sources, NDArray positions, Optional<NDArray> mask) {
            NDArray x = points;
            for (int i = 0; i < attentions.size(); i++) {
                NDArray source = sources.get(i);
                NDArray taken = attentions.get(i).of(x.add(positions), source.add(positions), source, mask);
                x = attended.get(i).of(x.add(taken));
            }
            return last.of(x.add(outer.of(Activation.relu(inner.of(x)))));
        }
    }

    /** Layer normalisation over the channels of each point (Ba et al. 2016). */
    record Normalization(Parameter weight, Parameter bias) {

        private static final float EPSILON = 1e-5f;

        Normalization(Scope scope, int channels) {
            this(scope.weight("weight", new Shape(channels), Initializer.constant(1)),
                    scope.weight("bias", new Shape(channels), Initializer.constant(0)));
        }

        /** Of (..., C). */
        NDArray of(NDArray x) {
            return LayerNorm.layerNorm(x, weight.stored().getShape(), weight.value(x), bias.value(x), EPSILON)
                    .singletonOrThrow();
        }
    }

    /** Multi-head attention (Vaswani et al. 2017, section 3.2.2). */
    private record Attention(Linear query, Linear key, Linear value, Linear out, int heads) {

        Attention(Scope scope, int channels, int heads) {
            this(Linear.glorot(scope.at("query"), channels, channels), Linear.glorot(scope.at("key"), channels, channels),
                    Linear.glorot(scope.at("value"), channels, channels), Linear.glorot(scope.at("out"), channels, channels),
                    heads);
        }

        /** What each of N points, (B, N, C), takes from M, (B, M, C), of which the mask (N, M) may hide some: (B, N, C). */
        NDArray of(NDArray queries, NDArray keys, NDArray values, Optional<NDArray> mask) {
            NDArray shares = shares(split(query.of(queries)), split(key.of(keys)), mask);
            NDArray taken = shares.matMul(split(value.of(values))).transpose(0, 2, 1, 3); // (B, N, heads, C / heads)
            return out.of(taken.reshape(-1, queries.getShape().get(1), values.getShape().get(2)));
        }

        private static NDArray shares(NDArray queries, NDArray keys, Optional<NDArray> mask) {
            NDArray scale = Constant.of(1 / Math.sqrt(queries.getShape().get(3)), queries);
            try (NDArray logits = queries.mul(scale).matMul(keys.transpose(0, 1, 3, 2))) { // (B, heads, N, M)
                mask.ifPresent(logits::addi);
                return logits.softmax(-1);
            }
        }

        /** (B, heads, N, C / heads) */
        private NDArray split(NDArray points) {
            long channels = points.getShape().get(2);
            return points.reshape(points.getShape().get(0), -1, heads, channels / heads).transpose(0, 2, 1, 3);
        }
    }

    /**
     * A transformer reconstructs frozen features, a point's of all layers at once; where it fails the image is anomalous.
     *
     * <p>Layers are resized to the points of layer 3, P in all, and put behind one another: C channels, d within the
     * transformer. The map is each point's distance from its reconstruction, upsampled and not smoothed; the image's
     * score is the largest mean over 16 x 16 pixels of it.
     */
    abstract class Reconstruction extends FrozenFeatureDetector {

        private static final Shape POOLED = new Shape(16, 16); // pixels
        private static final int MOST = 1024; // pixels, squared: attention among 64 x 64 points takes 0.5 GB an image

        final ImageSize grid = grid(setup);

        private final Resampling half = resampling(setup.points(Stage.LAYER2), grid);
        private final Resampling quarter = resampling(setup.points(Stage.LAYER1), grid);
        private final Resampling whole = resampling(grid, size());
        private final int seen = Patches.channels(setup.backbone(), 1, 2, 3); // C
        private final Scope scope = at("transformer");
        private final Linear in = Linear.glorot(scope.at("in"), seen, channels); // C to d
        private final Linear out = Linear.glorot(scope.at("out"), channels, seen);
        private final Parameter row = position("row", grid.height());
        private final Parameter column = position("column", grid.width());
        private final List<Layer> encoder = layers("encoder", 1);
        final List<Layer> decoder = layers("decoder", 2);
        private final Normalization last = new Normalization(scope.at("last"), channels);

        Reconstruction(Rival.Site site) {
            super(site);
        }

        private static ImageSize grid(Setup setup) {
            ImageSize pixels = setup.resolution().crop();
            if (pixels.area() > MOST * MOST) {
                throw new IllegalArgumentException("expected images of at most " + MOST + " px, since every point attends to"
                        + " all others; found " + pixels + ": choose a smaller size");
            }
            return setup.points(Stage.LAYER3);
        }

        private Resampling resampling(ImageSize from, ImageSize to) {
            return new Resampling(parameters().manager(), from, to, Smoothing.NONE, Corners.ALIGNED);
        }

        /** (points, d / 2), one half of each point's position. */
        private Parameter position(String name, int points) {
            return scope.weight(name, new Shape(points, channels / 2), Initializer.uniform(1));
        }

        private List<Layer> layers(String name, int attentions) {
            return IntStream.range(0, layers)
                    .mapToObj(i -> new Layer(scope.at(name + i), attentions, Transformer.this)).toList();
        }

        /** A learned query for each point: (P, d). */
        final Parameter queries(String name) {
            return scope.weight(name, new Shape(grid.area(), channels), Initializer.normal(1));
        }

        /** What the transformer is given of features (B, P, C) while it is trained. */
        NDArray disturbed(NDArray features, Draws draws) {
            return features;
        }

        /** Where no point looks while attending, if anywhere. */
        Optional<NDArray> mask(NDManager owner) {
            return Optional.empty();
        }

        /** What the decoder's layers make of the encoder's points and the positions (P, d): (B, P, d). */
        abstract NDArray decoded(NDArray encoded, NDArray positions, Optional<NDArray> mask);

        /** The layers behind one another, a row for each point: (B, P, C). */
        private NDArray points(Features features) {
            NDManager owner = features.layer3().getManager();
            NDArray layers = NDArrays.concat(new NDList(quarter.of(features.layer1(), owner),
                    half.of(features.layer2(), owner), features.layer3()), 1);
            return layers.transpose(0, 2, 3, 1).reshape(layers.getShape().get(0), -1, layers.getShape().get(1));
        }

        /** (B, P, C) */
        private NDArray reconstruction(NDArray features) {
            NDArray positions = positions(features);
            Optional<NDArray> mask = mask(features.getManager());
            NDArray encoded = in.of(features);
            for (Layer layer : encoder) {
                encoded = layer.of(encoded, List.of(encoded), positions, mask);
            }
            return out.of(last.of(decoded(encoded, positions, mask)));
        }

        /** (P, d), row by row */
        private NDArray positions(NDArray like) {
            Shape all = new Shape(grid.height(), grid.width(), channels / 2);
            NDArray rows = row.value(like).expandDims(1).broadcast(all);
            NDArray columns = column.value(like).expandDims(0).broadcast(all);
            return NDArrays.concat(new NDList(rows, columns), 2).reshape(-1, channels);
        }

        @Override
        public final Smoothing smoothing() {
            return Smoothing.NONE;
        }

        @Override
        public final Maps maps(NDManager scratch, Batch seen) {
            NDArray features = points(seen.constantFeatures());
            NDArray distances = features.sub(reconstruction(features)).norm(new int[] {2})
                    .reshape(-1, grid.height(), grid.width());
            NDArray maps = whole.of(distances, scratch);
            return Maps.scored(() -> {
                NDArray means = Pool.avgPool2d(maps.expandDims(1), POOLED, new Shape(1, 1), new Shape(0, 0), false, true);
                return means.reshape(maps.getShape().get(0), -1).max(new int[] {1});
            }, () -> MapUpsampling.asTheyAre(maps));
        }

        @Override
        final Training training(GoodImages good) {
            int iterations = setup.plan().iterations();
            return loop(good, new Minimising()
                    .over(weights("transformer."), AdamW.Settings.decayed(learningRate, weightDecay))
                    .scheduled(iteration -> rateDrop.at(iteration, iterations))
                    .minimise((owner, batch, iteration) -> loss(batch, new Draws(good.seed(), iteration, owner))));
        }

        /** The mean squared error. */
        final NDArray loss(Batch batch, Draws draws) {
            NDArray features = points(batch.constantFeatures());
            return features.sub(reconstruction(disturbed(features, draws))).square().mean();
        }
    }
}
