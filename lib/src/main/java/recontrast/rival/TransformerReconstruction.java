package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import recontrast.detector.Method.Setup;
import recontrast.metric.AnomalyMap;
import recontrast.metric.MapProjection;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.Features;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;
import recontrast.training.AdamW;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A transformer reconstructs frozen features, a point's of all layers at once; where it fails the image is anomalous.
 *
 * <p>Layers are resized to the points of layer 3, P in all, and put behind one another: C channels, d within the
 * transformer. The map is each point's distance from its reconstruction, upsampled and not smoothed; the image's score is
 * the largest mean over 16 x 16 pixels of it.
 */
abstract class TransformerReconstruction extends FrozenFeatureDetector {

    static final int STRIDE = 16; // pixels from point to point

    private static final Smoothing AS_IT_IS = Smoothing.mirrored(0);
    private static final Shape POOLED = new Shape(16, 16); // pixels
    private static final int MOST = 1024; // pixels: attention among 64 x 64 points takes 0.5 GB an image

    final int side; // points along an edge
    final Scope scope;
    final List<TransformerLayer> decoder;

    private final TransformerSettings settings;
    private final NDArray half; // bilinear, from the points of layer 2 to those of layer 3
    private final NDArray quarter; // from those of layer 1
    private final NDArray whole; // from those of layer 3 to pixels
    private final Linear in; // C to d
    private final Linear out; // d to C
    private final Parameter row; // (side, d / 2), the halves of each point's position
    private final Parameter column;
    private final List<TransformerLayer> encoder;
    private final LayerNormalization last;

    TransformerReconstruction(Parameters parameters, Setup setup, TransformerSettings settings) {
        super(parameters, setup, AS_IT_IS, Corners.ALIGNED);
        Backbone backbone = setup.backbone();
        int channels = IntStream.rangeClosed(1, 3).map(backbone::channels).sum();
        int pixels = setup.resolution().crop();
        if (pixels > MOST) {
            throw new IllegalArgumentException("expected images of at most " + MOST + " px, since every point attends to"
                    + " all others; found " + pixels + ": choose a smaller size");
        }
        this.settings = settings;
        this.side = pixels / STRIDE;
        this.half = kept(MapProjection.matrix(2 * side, side, AS_IT_IS, Corners.ALIGNED), side, 2 * side);
        this.quarter = kept(MapProjection.matrix(4 * side, side, AS_IT_IS, Corners.ALIGNED), side, 4 * side);
        this.whole = kept(MapProjection.matrix(side, pixels, AS_IT_IS, Corners.ALIGNED), pixels, side);
        this.scope = parameters.root().at("transformer");
        this.in = Linear.glorot(scope.at("in"), channels, settings.channels());
        this.out = Linear.glorot(scope.at("out"), settings.channels(), channels);
        this.row = scope.weight("row", new Shape(side, settings.channels() / 2), Initializer.uniform(1));
        this.column = scope.weight("column", new Shape(side, settings.channels() / 2), Initializer.uniform(1));
        this.encoder = layers("encoder", 1);
        this.decoder = layers("decoder", 2);
        this.last = new LayerNormalization(scope.at("last"), settings.channels());
    }

    /** A matrix that lasts as long as the detector, in the engine's own memory. */
    final NDArray kept(float[] values, int rows, int columns) {
        try (NDArray matrix = parameters().manager().create(values, new Shape(rows, columns))) {
            return matrix.duplicate();
        }
    }

    /** A matrix that was kept, for one step. */
    static NDArray lent(NDArray matrix, NDManager owner) {
        NDArray view = matrix.stopGradient();
        view.attach(owner);
        return view;
    }

    private List<TransformerLayer> layers(String name, int attentions) {
        return IntStream.range(0, settings.layers())
                .mapToObj(i -> new TransformerLayer(scope.at(name + i), attentions, settings)).toList();
    }

    /** A learned query for each point: (P, d). */
    final Parameter queries(String name) {
        return scope.weight(name, new Shape((long) side * side, settings.channels()), Initializer.normal(1));
    }

    /** What the transformer is given of features (B, P, C) while it is trained. */
    NDArray disturbed(NDArray features, Draws draws) {
        return features;
    }

    /** Where no point looks while attending, if anywhere. */
    Optional<NDArray> mask(NDManager owner) {
        return Optional.empty();
    }

    /**
     * What the decoder's layers make of the encoder's points, (B, P, d).
     *
     * @param positions (P, d)
     */
    abstract NDArray decoded(NDArray encoded, NDArray positions, Optional<NDArray> mask);

    /** The layers behind one another, a row for each point: (B, P, C). */
    final NDArray points(Features features) {
        NDArray layers = NDArrays.concat(new NDList(resized(features.layer1(), quarter),
                resized(features.layer2(), half), features.layer3()), 1);
        return layers.transpose(0, 2, 3, 1).reshape(layers.getShape().get(0), -1, layers.getShape().get(1));
    }

    private static NDArray resized(NDArray layer, NDArray matrix) {
        NDArray w = lent(matrix, layer.getManager());
        return w.matMul(layer).matMul(w.transpose());
    }

    /** (B, P, C) */
    final NDArray reconstruction(NDArray features) {
        NDArray positions = positions(features);
        Optional<NDArray> mask = mask(features.getManager());
        NDArray encoded = in.of(features);
        for (TransformerLayer layer : encoder) {
            encoded = layer.of(encoded, List.of(encoded), positions, mask);
        }
        return out.of(last.of(decoded(encoded, positions, mask)));
    }

    /** (P, d), row by row */
    private NDArray positions(NDArray like) {
        Shape all = new Shape(side, side, settings.channels() / 2);
        NDArray rows = row.value(like).expandDims(1).broadcast(all);
        NDArray columns = column.value(like).expandDims(0).broadcast(all);
        return NDArrays.concat(new NDList(rows, columns), 2).reshape(-1, settings.channels());
    }

    @Override
    public final Maps maps(NDManager scratch, Batch seen) {
        NDArray features = points(seen.constantFeatures());
        NDArray distances = features.sub(reconstruction(features)).norm(new int[] {2}).reshape(-1, side, side);
        return new Maps() {
            @Override
            public List<AnomalyMap> all() {
                return upsampling.maps(distances, scratch);
            }

            @Override
            public Optional<double[]> scores() {
                NDArray w = lent(whole, scratch);
                NDArray map = w.matMul(distances).matMul(w.transpose()).expandDims(1);
                NDArray means = Pool.avgPool2d(map, POOLED, new Shape(1, 1), new Shape(0, 0), false, true);
                float[] largest = means.reshape(map.getShape().get(0), -1).max(new int[] {1}).toFloatArray();
                return Optional.of(IntStream.range(0, largest.length).mapToDouble(i -> largest[i]).toArray());
            }
        };
    }

    @Override
    public final Training training(Batches train, long seed, CoreTurns cores) {
        int iterations = setup.plan().iterations();
        return loop(new Minimising()
                .over(parameters().weights("transformer."), new AdamW.Settings(
                        settings.learningRate(), settings.weightDecay(), 1e-8, AdamW.SecondMoment.RUNNING))
                .scheduled(iteration -> settings.rateDrop().at(iteration, iterations))
                .minimise((owner, batch, iteration) -> loss(batch, new Draws(seed, iteration, owner))),
                train, seed, cores);
    }

    /** The mean squared error. */
    final NDArray loss(Batch batch, Draws draws) {
        NDArray features = points(batch.constantFeatures());
        return features.sub(reconstruction(disturbed(features, draws))).square().mean();
    }
}
