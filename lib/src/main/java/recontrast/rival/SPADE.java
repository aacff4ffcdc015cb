package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import recontrast.data.ImageSize;
import recontrast.model.Backbone;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Features;
import recontrast.model.Parameter;
import recontrast.model.Stage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * SPADE (Cohen and Hoshen 2020, arXiv 2005.02357): a pixel is as anomalous as it is far from the nearest pixel of those
 * good images that the image is like.
 *
 * <p>The image's score is the mean squared distance of its pooled features from those of the K nearest good images
 * (equation 2); fewer than K count all. A pixel's anomaly is the squared distance from the nearest of all pixels of
 * these images (equation 3, kappa 1), smoothed by a Gaussian of 4 pixels (section 3). A pixel is a point of layer 1.
 *
 * <p>What the text leaves open: the features of layers 2 and 3 are those of the points that the pixel lies in, one behind
 * the other, all of the same weight; the pooled ones are layer 3's, the last that encoders here have, where the paper
 * takes the layer after it.
 *
 * @param neighbours K (section 3: 50)
 */
public record SPADE(int neighbours) implements Rival.Fitted, Rival.Scoring {

    public SPADE {
        if (neighbours < 1) {
            throw new IllegalArgumentException("expected at least 1 neighbour; found " + neighbours);
        }
    }

    /** All features of all images. */
    @Override
    public long memory(Setup setup, int images) {
        Backbone backbone = setup.backbone();
        long cells = setup.points(Stage.LAYER3).area();
        long numbers = cells * (16L * backbone.channels(1) + 4L * backbone.channels(2) + backbone.channels(3));
        return Float.BYTES * images * (numbers + backbone.channels(3));
    }

    @Override
    public ImageDetector detector(Site site) {
        return new Gallery(site);
    }

    /**
     * All good images. Of a layer's points those come first that lie in the same corner of a point of the next layer, in
     * the order of these: so a distance in the next layer is added to four blocks of distances.
     */
    private final class Gallery extends FittedDetector {

        private final ImageSize grid = setup.points(Stage.LAYER3);
        private final List<Parameter> layers = // (N, P, C)
                IntStream.rangeClosed(1, 3).mapToObj(layer -> at("gallery").bank("layer" + layer, new Shape(
                        (long) grid.area() << 2 * (3 - layer), setup.backbone().channels(layer)))).toList();
        private final Parameter pooled = at("gallery").bank("pooled", new Shape(setup.backbone().channels(3))); // (N, C3)

        Gallery(Site site) {
            super(site, SPADE.this);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            Features features = seen.constantFeatures();
            NDArray from = pooled(features); // (B, C3)
            NDArray distances = SquaredDistances.from(from).all(SquaredDistances.to(pooled.value(from)), scratch); // (B, N)
            int count = (int) Math.min(neighbours, distances.getShape().get(1));
            NDList nearest = distances.topK(count, 1, false, true);
            nearest.attach(scratch);
            return Maps.scored(() -> nearest.get(0).mean(new int[] {1}), () -> {
                long[] images = nearest.get(1).toLongArray(); // K of each
                NDList maps = new NDList();
                for (int i = 0; i * count < images.length; i++) {
                    maps.add(distances(features, i, Arrays.copyOfRange(images, i * count, (i + 1) * count), scratch));
                }
                return upsampling.maps(NDArrays.stack(maps), scratch);
            });
        }

        private static NDArray pooled(Features features) {
            return features.layer3().mean(new int[] {3}).mean(new int[] {2});
        }

        /** (4 h, 4 w): how far the pixels of an image are from the nearest of some good ones. */
        private NDArray distances(Features features, int image, long[] good, NDManager scratch) {
            List<SquaredDistances> from = Arrays.stream(Stage.values()).map(stage -> SquaredDistances.from(
                    points(features.at(stage).get(image + ":" + (image + 1))).get(0))).toList();
            NDArray nearest = scratch.full(new Shape(16L * grid.area()), Float.MAX_VALUE);
            for (long each : good) {
                try (NDManager block = scratch.newSubManager()) {
                    NDArray nearer = nearest(from, each, block);
                    nearer.attach(scratch);
                    nearest = nearest.minimum(nearer);
                }
            }
            NDArray norms = from.get(0).norms().add(
                    fourTimes(from.get(1).norms().add(fourTimes(from.get(2).norms()))));
            return nearest.add(norms.flatten()).maximum(0).reshape(2, 2, 2, 2, grid.height(), grid.width())
                    .transpose(4, 2, 0, 5, 3, 1).reshape(4L * grid.height(), 4L * grid.width());
        }

        private static NDArray fourTimes(NDArray rows) {
            return rows.tile(new long[] {4, 1});
        }

        /** (16 h w): the squared distances from the nearest pixels of a good image, less the pixels' own norms. */
        private NDArray nearest(List<SquaredDistances> from, long good, NDManager block) {
            List<NDArray> to = layers.stream()
                    .map(layer -> SquaredDistances.to(Constant.lent(layer.stored(), block).get(good))).toList();
            long cells = grid.area();
            NDArray third = from.get(2).less(to.get(2), block); // (cells, cells)
            NDArray second = from.get(1).less(to.get(1), block).reshape(4, cells, 4, cells)
                    .addi(third.reshape(1, cells, 1, cells)).reshape(4 * cells, 1, 4 * cells);
            NDList corners = new NDList();
            for (int corner = 0; corner < 4; corner++) {
                SquaredDistances some = from.get(0).part((int) (corner * 4 * cells), (int) ((corner + 1) * 4 * cells));
                NDArray first = some.less(to.get(0), block).reshape(4 * cells, 4, 4 * cells).addi(second);
                corners.add(first.reshape(4 * cells, 16 * cells).min(new int[] {1}));
                first.close();
            }
            return NDArrays.concat(corners);
        }

        /** (B, P, C): a layer's points in their order. */
        private NDArray points(NDArray layer) {
            if (layer.getShape().get(2) > grid.height()) {
                return NDArrays.concat(new NDList(IntStream.range(0, 4).mapToObj(corner -> points(layer.get(
                        ":, :, %d::2, %d::2".formatted(corner / 2, corner % 2)))).toList()), 1);
            }
            return layer.transpose(0, 2, 3, 1).reshape(layer.getShape().get(0), grid.area(), layer.getShape().get(1));
        }

        @Override
        void fit(GoodImages good) {
            try (NDManager kept = parameters().manager().newSubManager()) {
                List<Parameter> banks = Stream.concat(layers.stream(), Stream.of(pooled)).toList();
                List<NDArray> rows = banks.stream().map(bank -> kept.create(
                        new Shape(good.count()).addAll(bank.stored().getShape().slice(1)))).toList();
                good.each((batch, from) -> {
                    Features features = batch.constantFeatures();
                    NDIndex here = new NDIndex(from + ":" + (from + features.layer1().getShape().get(0)));
                    for (Stage stage : Stage.values()) {
                        rows.get(stage.ordinal()).set(here, points(features.at(stage)));
                    }
                    rows.get(3).set(here, pooled(features));
                });
                for (int i = 0; i < banks.size(); i++) {
                    banks.get(i).hold(rows.get(i));
                }
            }
        }
    }
}
