package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.data.ImageSize;
import recontrast.model.Batch;
import recontrast.model.Constant;
import recontrast.model.Features;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Stage;
import recontrast.training.AdamW;
import recontrast.training.Minimising;
import recontrast.training.Training;

import java.util.ArrayList;
import java.util.List;

/**
 * CFA, coupled-hypersphere-based feature adaptation (Lee, Lee and Song, IEEE Access 2022): a layer, the patch descriptor,
 * learns to lay good patches within spheres around the patches of a memory; one that stays far from all is anomalous.
 *
 * <p>The memory holds, of each point, the mean of the first descriptor's output over the good images, and where it is
 * compressed the centres of clusters of these means, as in the published code. The paper's algorithm 1 clusters the first
 * image's patches and moves the centres with each further image. The radius is learnt, as there too; from the published
 * start the second loss says nothing until it has grown.
 *
 * @param attracting nearest patches of the memory, which draw a patch to within the radius (K of L_att)
 * @param repelling those that come next, which push it out (J of L_rep)
 * @param radius of the spheres before training (r)
 * @param margin by how much less than the squared radius the squared distance to those may be (alpha of L_rep)
 * @param memoryCompression points of an image for each patch of the memory (gamma_c)
 * @param channelCompression channels of the encoder for each of the descriptor (gamma_d)
 * @param learningRate of the descriptor and the radius
 * @param weightDecay of both, decoupled
 */
public record CFA(int attracting, int repelling, double radius, double margin, int memoryCompression,
        int channelCompression, double learningRate, double weightDecay) implements Rival {

    @Override
    public ImageDetector detector(Site site) {
        return new Hyperspheres(site);
    }

    /** P points of layer 1, row by row; M patches in the memory; d channels of the descriptor. */
    private final class Hyperspheres extends FrozenFeatureDetector {

        private static final int COORDINATES = 2;
        private static final long DISTANCES = 1 << 24; // that are computed at once
        private static final int CLUSTERING = 300; // rounds at most

        private final ImageSize grid = setup.points(Stage.LAYER1);
        private final Linear descriptor; // a 1x1 CoordConv
        private final Parameter sphere; // (1), the radius
        private final Parameter memory; // (M, d)

        Hyperspheres(Site site) {
            super(site);
            int channels = Patches.channels(setup.backbone(), 1, 2, 3);
            int described = channels / channelCompression;
            int remembered = grid.area() / memoryCompression;
            if (described < 1 || remembered < attracting + repelling) {
                throw new IllegalArgumentException(("expected a memory of at least %d patches, of 1 channel; found %d of"
                        + " %d: give larger images or less compression")
                        .formatted(attracting + repelling, remembered, described));
            }
            this.descriptor = new Linear(at("descriptor"), channels + COORDINATES, described);
            this.sphere = parameters().root().weight("radius", new Shape(1), Initializer.constant((float) radius));
            this.memory = parameters().root().buffer("memory", new Shape(remembered, described));
        }

        /** The distance to the nearest patch, weighed by how much nearer it is than the next (softmin). */
        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray described = described(seen);
            NDArray squared = nearest(described, memory.value(described), attracting).get(0);
            NDArray distances = squared.maximum(scratch.zeros(new Shape(1))).sqrt(); // (B*P, K)
            NDArray anomaly = distances.neg().softmax(1).mul(distances).get(":, 0").reshape(-1, grid.height(), grid.width());
            return () -> upsampling.maps(anomaly, scratch);
        }

        /** (B*P, d) */
        private NDArray described(Batch batch) {
            Features features = batch.constantFeatures();
            NDArray rows = Patches.rows(Patches.of(features.layer1(), features.layer2(), features.layer3()));
            NDArray places = Patches.rows(places(rows.getManager()), features.layer1().getShape().get(0));
            return descriptor.of(rows.concat(places, 1)); // where a patch lies is a part of it
        }

        /** Row and column of each point, from -1 to 1: (P, 2). */
        private NDArray places(NDManager owner) {
            float[] places = new float[COORDINATES * grid.area()];
            for (int point = 0; point < grid.area(); point++) {
                places[COORDINATES * point] = 2f * (point / grid.width()) / (grid.height() - 1) - 1;
                places[COORDINATES * point + 1] = 2f * (point % grid.width()) / (grid.width() - 1) - 1;
            }
            return owner.create(places, new Shape(grid.area(), COORDINATES));
        }

        @Override
        Training training(GoodImages good) {
            Minimising steps = new Minimising() {
                @Override
                public void begin() {
                    memorise(good);
                }
            };
            return loop(good, steps.over(weights("descriptor.", "radius"),
                    new AdamW.Settings(learningRate, weightDecay, 1e-8, AdamW.SecondMoment.LARGEST))
                    .minimise((owner, batch, iteration) -> loss(described(batch))));
        }

        /** Attraction and repulsion: L_att + L_rep. */
        private NDArray loss(NDArray described) {
            NDArray distances = nearest(described, memory.value(described), attracting + repelling).get(0);
            NDArray bound = sphere.value(described).square();
            NDArray outside = distances.get(":, :" + attracting).sub(bound);
            NDArray inside = bound.sub(distances.get(":, " + attracting + ":")).sub(Constant.of(margin, described));
            return Activation.relu(outside).mean().add(Activation.relu(inside).mean());
        }

        /**
         * Which rows of a bank are nearest to each of N rows: squared distances (N, count), ascending, and numbers. Block by
         * block, for a gradient needs no more than the few distances that are found.
         */
        private static NDList nearest(NDArray rows, NDArray bank, int count) {
            NDArray doubled = bank.transpose().mul(-2);
            NDArray lengths = bank.square().sum(new int[] {1}, true).transpose(); // (1, M)
            long all = rows.getShape().get(0);
            long block = Math.max(1, DISTANCES / bank.getShape().get(0));
            List<NDList> found = new ArrayList<>();
            for (long from = 0; from < all; from += block) {
                NDArray some = rows.get("%d:%d".formatted(from, Math.min(from + block, all)));
                NDArray own = some.square().sum(new int[] {1}, true);
                try (NDArray squared = some.matMul(doubled).addi(lengths).addi(own)) {
                    found.add(squared.topK(count, 1, false, true));
                }
            }
            return found.stream().reduce((one, next) -> new NDList(
                    one.get(0).concat(next.get(0)), one.get(1).concat(next.get(1)))).orElseThrow();
        }

        /** Fills the memory, before the descriptor learns. */
        private void memorise(GoodImages good) {
            try (NDManager kept = parameters().manager().newSubManager()) {
                long points = grid.area();
                NDArray means = kept.zeros(new Shape(points, memory.stored().getShape().get(1)));
                good.each((batch, from) -> means.addi(
                        described(batch).reshape(-1, points, means.getShape().get(1)).sum(new int[] {0})));
                means.divi(good.count());
                if (memoryCompression == 1) {
                    memory.set(means);
                } else {
                    cluster(means, new Draws(good.seed(), 0, kept));
                }
            }
        }

        /** Makes the memory the centres of clusters of rows (k-means, Lloyd 1982), from some of them. */
        private void cluster(NDArray rows, Draws draws) {
            int count = Math.toIntExact(memory.stored().getShape().get(0));
            memory.set(rows.get(draws.some(count, Math.toIntExact(rows.getShape().get(0)))));
            boolean moved = true;
            for (int round = 0; moved && round < CLUSTERING; round++) {
                try (NDManager scratch = rows.getManager().newSubManager()) {
                    NDArray view = Constant.lent(rows, scratch);
                    NDArray centres = memory.value(view);
                    NDArray members = nearest(view, centres, 1).get(1).reshape(-1).oneHot(count); // (P, M)
                    NDArray sizes = members.sum(new int[] {0}).reshape(-1, 1);
                    NDArray means = members.transpose().matMul(view).div(sizes.maximum(1));
                    NDArray next = NDArrays.where(sizes.gt(0).broadcast(means.getShape()), means, centres);
                    moved = !next.contentEquals(centres);
                    memory.set(next);
                }
            }
        }
    }
}
