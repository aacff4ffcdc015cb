package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import recontrast.data.ImageSize;
import recontrast.model.Features;
import recontrast.model.Batch;
import recontrast.model.Parameter;
import recontrast.model.Stage;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

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
    public ImageDetector detector(Site site) {
        return new Gaussians(site);
    }

    /** A Gaussian for each point of layer 1, of the P points row by row, over d channels. */
    private final class Gaussians extends FittedDetector {

        private final ImageSize grid = setup.points(Stage.LAYER1);
        private final int all = Patches.channels(setup.backbone(), 1, 2, 3);
        private final int d = Math.min(channels, all);
        private final Parameter chosen = at("gaussians").buffer("channels", new Shape(d)); // which channels
        private final Parameter mean = at("gaussians").buffer("mean", new Shape(grid.area(), d)); // (P, d)
        private final Parameter precision = // (P, d, d), the covariances' inverses
                at("gaussians").buffer("precision", new Shape(grid.area(), d, d));

        Gaussians(Site site) {
            super(site, PaDiM.this);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray embedding = embedding(seen);
            NDArray from = embedding.sub(mean.value(embedding).expandDims(1)); // (P, B, d)
            NDArray squared = from.matMul(precision.value(from)).mul(from).sum(new int[] {2}); // (P, B)
            NDArray distances = squared.maximum(scratch.zeros(new Shape(1))).sqrt().transpose()
                    .reshape(-1, grid.height(), grid.width());
            return () -> upsampling.maps(distances, scratch);
        }

        /** The chosen channels of all layers at layer 1's points, those of layers 2 and 3 repeated: (P, B, d). */
        private NDArray embedding(Batch seen) {
            Features features = seen.constantFeatures();
            NDArray layers = NDArrays.concat(new NDList(features.layer1(), repeated(features.layer2(), 2),
                    repeated(features.layer3(), 4)), 1); // (B, C, h, w)
            NDArray choice = chosen.value(layers).toType(DataType.INT64, false).oneHot(all); // (d, C)
            NDArray flat = layers.reshape(layers.getShape().get(0), all, grid.area());
            return choice.expandDims(0).matMul(flat).transpose(2, 0, 1);
        }

        private static NDArray repeated(NDArray layer, int times) {
            return layer.repeat(2, times).repeat(3, times);
        }

        /** In double precision: with fewer images than channels rounding would be as large as the regularisation. */
        @Override
        void fit(GoodImages good) {
            int count = good.count();
            try (NDManager kept = parameters().manager().newSubManager()) {
                chosen.set(kept.create(Arrays.copyOf(Draws.shuffled(all, new Random(good.seed())), d)));
                NDArray center = kept.zeros(mean.stored().getShape(), DataType.FLOAT64); // (P, d)
                each(good, embedding -> center.addi(embedding.sum(new int[] {1})));
                center.divi(count);
                NDArray covariance = kept.zeros(precision.stored().getShape(), DataType.FLOAT64); // (P, d, d)
                each(good, embedding -> {
                    NDArray from = embedding.sub(center.expandDims(1)); // (P, B, d)
                    covariance.addi(from.transpose(0, 2, 1).matMul(from));
                });
                covariance.divi(Math.max(count - 1, 1));
                covariance.addi(kept.eye(d, d, 0, DataType.FLOAT64).muli(regularisation).expandDims(0));
                mean.set(center);
                precision.set(covariance.inverse());
            }
        }

        /** Shows the embedding of one batch after another, in double precision. */
        private void each(GoodImages good, Consumer<NDArray> seen) {
            good.each((batch, from) -> seen.accept(embedding(batch).toType(DataType.FLOAT64, false)));
        }
    }
}
