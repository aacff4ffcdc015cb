package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import recontrast.detector.AnomalyDetector;
import recontrast.model.Backbone;
import recontrast.model.Features;
import recontrast.model.Initializer;
import recontrast.model.InPlace;
import recontrast.model.Batch;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * PaDiM (Defard et al., ICPR workshops 2021): what good images show at a point is a Gaussian; the Mahalanobis distance
 * from its mean is the point's anomaly (section 3). Fitted in one pass over frozen features, without a loss.
 *
 * @param channels how many of the three layers' channels, chosen at random, are looked at (section 4.2; of 448 in
 *     ResNet-18 the paper keeps 100)
 * @param regularisation what the diagonal of each covariance is raised by, so that it can be inverted (equation 1)
 */
public record PaDiM(int channels, double regularisation) implements Rival.Fitted {

    @Override
    public String name() {
        return "PaDiM";
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new Gaussians(parameters, setup);
    }

    /** A Gaussian for each point of layer 1, of the P points row by row, over d channels. */
    private final class Gaussians extends FittedDetector {

        private static final int LAYER1_STRIDE = 4;

        private final int points; // along an edge
        private final int all; // channels of the three layers
        private final Parameter chosen; // (d), which of them
        private final Parameter mean; // (P, d)
        private final Parameter precision; // (P, d, d), the covariances' inverses

        Gaussians(Parameters parameters, Setup setup) {
            super(parameters, PaDiM.this, setup);
            Backbone backbone = setup.backbone();
            Scope scope = parameters.root().at("gaussians");
            this.points = setup.resolution().crop() / LAYER1_STRIDE;
            this.all = IntStream.rangeClosed(1, 3).map(backbone::channels).sum();
            int d = Math.min(channels, all);
            this.chosen = scope.buffer("channels", new Shape(d), Initializer.constant(0));
            this.mean = scope.buffer("mean", new Shape(points * points, d), Initializer.constant(0));
            this.precision = scope.buffer("precision", new Shape(points * points, d, d), Initializer.constant(0));
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray from = embedding(scratch, seen).sub(value(mean, scratch).expandDims(1)); // (P, B, d)
            NDArray squared = from.matMul(value(precision, scratch)).mul(from).sum(new int[] {2}); // (P, B)
            NDArray distances = squared.maximum(scratch.zeros(new Shape(1))).sqrt().transpose()
                    .reshape(-1, points, points);
            return () -> upsampling.maps(distances, scratch);
        }

        /** The chosen channels of all layers at layer 1's points, those of layers 2 and 3 repeated: (P, B, d). */
        private NDArray embedding(NDManager scratch, Batch seen) {
            Features features = seen.constantFeatures();
            NDArray layers = NDArrays.concat(new NDList(features.layer1(), repeated(features.layer2(), 2),
                    repeated(features.layer3(), 4)), 1); // (B, C, p, p)
            NDArray choice = value(chosen, scratch).toType(DataType.INT64, false).oneHot(all); // (d, C)
            NDArray flat = layers.reshape(layers.getShape().get(0), all, (long) points * points);
            return choice.expandDims(0).matMul(flat).transpose(2, 0, 1);
        }

        private static NDArray repeated(NDArray layer, int times) {
            return layer.repeat(2, times).repeat(3, times);
        }

        /** In double precision: with fewer images than channels rounding would be as large as the regularisation. */
        @Override
        void fit(GoodImages train, long seed) {
            int count = train.count();
            int d = (int) chosen.stored().getShape().get(0);
            try (NDManager kept = parameters().manager().newSubManager()) {
                set(chosen, kept.create(choose(d, seed)));
                NDArray center = kept.zeros(mean.stored().getShape(), DataType.FLOAT64); // (P, d)
                each(train, embedding -> center.addi(embedding.sum(new int[] {1})));
                center.divi(count);
                NDArray covariance = kept.zeros(precision.stored().getShape(), DataType.FLOAT64); // (P, d, d)
                each(train, embedding -> {
                    NDArray from = embedding.sub(center.expandDims(1)); // (P, B, d)
                    covariance.addi(from.transpose(0, 2, 1).matMul(from));
                });
                covariance.divi(Math.max(count - 1, 1));
                covariance.addi(kept.eye(d, d, 0, DataType.FLOAT64).muli(regularisation).expandDims(0));
                set(mean, center);
                set(precision, covariance.inverse());
            }
        }

        /** Shows the embedding of one batch after another, in double precision. */
        private void each(GoodImages train, Consumer<NDArray> seen) {
            train.each((scratch, batch, from) ->
                    seen.accept(embedding(scratch, batch).toType(DataType.FLOAT64, false)));
        }

        private float[] choose(int d, long seed) {
            List<Integer> shuffled = new ArrayList<>(IntStream.range(0, all).boxed().toList());
            Collections.shuffle(shuffled, new Random(seed));
            float[] first = new float[d];
            for (int i = 0; i < d; i++) {
                first[i] = shuffled.get(i);
            }
            return first;
        }

        private static void set(Parameter parameter, NDArray values) {
            InPlace.copy(values.toType(DataType.FLOAT32, false), parameter.stored());
        }
    }
}
