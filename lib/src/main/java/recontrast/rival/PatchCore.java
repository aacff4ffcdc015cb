package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import recontrast.data.ImageSize;
import recontrast.model.Batch;
import recontrast.model.Parameter;
import recontrast.model.Stage;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * PatchCore (Roth et al., CVPR 2022, arXiv 2106.08265): a patch is as anomalous as it is far from the nearest patch of
 * good images, of which a bank keeps those that cover all others best.
 *
 * <p>A patch is a point of layer 2: the means over 3 x 3 points of layer 2 and of layer 3, upsampled bilinearly, one
 * behind the other (equations 1 to 3). The published code pools them to 1024 channels besides, across neighbouring
 * ones; here they stay as they are, as in anomalib 2.7, which this is compared with. The image's score is its farthest
 * patch's distance, weighted by the distances from its neighbour's neighbours (equations 6 and 7). The map is upsampled
 * bilinearly and smoothed by a Gaussian of 4 pixels (section 3.3).
 *
 * @param share of all patches that the bank keeps (section 4.2: 0.25, 0.1 or 0.01)
 * @param neighbours in the bank of the nearest patch, b in equation 7; with 1 the score is not weighted
 * @param epsilon how much the random projection in which patches are chosen may change distances (Johnson and
 *     Lindenstrauss); where that asks for more dimensions than there are, none is made
 */
public record PatchCore(double share, int neighbours, double epsilon) implements Rival.Fitted, Rival.Scoring {

    private static final BigDecimal STANDARD_PERCENT = BigDecimal.TEN;

    public PatchCore {
        if (!(share > 0 && share <= 1 && neighbours > 0 && epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("expected a share above 0, at most 1, at least 1 neighbour and an epsilon"
                    + " between 0 and 1; found " + share + ", " + neighbours + " and " + epsilon);
        }
    }

    /** {@code PatchCore}, with the share in percent as in the paper where it is not 10. */
    @Override
    public String name() {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2);
        return percent.compareTo(STANDARD_PERCENT) == 0
                ? "PatchCore" : "PatchCore-" + percent.stripTrailingZeros().toPlainString();
    }

    /** All patches, projected, the chosen ones too, and the bank twice. */
    @Override
    public long memory(Setup setup, int images) {
        int width = Patches.channels(setup.backbone(), 2, 3);
        long all = (long) images * setup.points(Stage.LAYER2).area();
        int projected = projected(all, width);
        return Float.BYTES * (all * projected + kept(all) * (projected + 1 + 2 * width));
    }

    private long kept(long patches) {
        return (long) (patches * share);
    }

    private int projected(long patches, int width) {
        double safe = 4 * Math.log(patches) / (epsilon * epsilon / 2 - epsilon * epsilon * epsilon / 3);
        return (int) Math.min(safe, width);
    }

    @Override
    public ImageDetector detector(Site site) {
        return new Bank(site);
    }

    /** A bank of patches; an image has P, row by row, of C channels. */
    private final class Bank extends FittedDetector {

        private final ImageSize grid = setup.points(Stage.LAYER2);
        private final int points = grid.area(); // P
        private final int width = Patches.channels(setup.backbone(), 2, 3); // C
        private final Parameter bank = at("patches").bank("bank", new Shape(width)); // (n, C)

        Bank(Site site) {
            super(site, PatchCore.this);
        }

        @Override
        public Maps maps(NDManager scratch, Batch seen) {
            NDArray patches = Patches.rows(Patches.of(seen.constantFeatures()));
            NDArray known = SquaredDistances.to(bank.value(patches));
            SquaredDistances from = SquaredDistances.from(patches);
            int images = (int) patches.getShape().get(0) / points;
            NDList distances = new NDList(IntStream.range(0, images).mapToObj(image -> scratch.create(
                    from.part(image * points, (image + 1) * points).nearest(known)).sqrt()).toList());
            return Maps.scored(() -> {
                long[] farthest = NDArrays.stack(distances).argMax(1).toLongArray();
                int[] rows = IntStream.range(0, images).map(i -> i * points + (int) farthest[i]).toArray();
                return weighted(patches.get(scratch.create(rows)), known, scratch);
            }, () -> upsampling.maps(NDArrays.stack(distances).reshape(-1, grid.height(), grid.width()), scratch));
        }

        /** The image scores of the farthest patches, (B, C) (equation 7). */
        private NDArray weighted(NDArray farthest, NDArray known, NDManager scratch) {
            NDArray distances = SquaredDistances.from(farthest).all(known, scratch).sqrt(); // (B, n)
            NDArray nearest = bank.value(farthest).get(distances.argMin(1)); // (B, C)
            NDList around = SquaredDistances.from(nearest).all(known, scratch).topK(neighbours, 1, false, true);
            around.attach(scratch);
            NDArray those = distances.gather(around.get(1), 1); // (B, b), the nearest itself first
            NDArray weight = neighbours == 1 ? those.onesLike() : those.softmax(1).neg().add(1);
            return distances.min(new int[] {1}).mul(weight.get(":, 0"));
        }

        @Override
        void require(int images) {
            long all = (long) images * points;
            if (kept(all) < neighbours) {
                throw new IllegalArgumentException("expected at least %d patches in the bank of %s; found %d, of %d images"
                        .formatted(neighbours, name(), kept(all), images) + ": add good images, or keep a larger share");
            }
            super.require(images);
        }

        @Override
        void fit(GoodImages good) {
            try (NDManager kept = parameters().manager().newSubManager()) {
                int[] chosen = choose(good);
                NDArray rows = kept.create(new Shape(chosen.length, width));
                good.each((batch, from) -> {
                    NDArray patches = Patches.rows(Patches.of(batch.constantFeatures()));
                    int first = from * points;
                    long before = Arrays.stream(chosen).filter(index -> index < first).count();
                    int[] here = Arrays.stream(chosen).map(index -> index - first)
                            .filter(index -> index >= 0 && index < patches.getShape().get(0)).toArray();
                    if (here.length > 0) {
                        rows.set(new NDIndex(before + ":" + (before + here.length)), patches.get(kept.create(here)));
                    }
                });
                bank.hold(rows);
            }
        }

        /** Which patches of all images the bank keeps, ascending. */
        private int[] choose(GoodImages good) {
            int all = good.count() * points;
            if (kept(all) == all) {
                return IntStream.range(0, all).toArray();
            }
            Random random = new Random(good.seed());
            int first = random.nextInt(all);
            try (NDManager kept = parameters().manager().newSubManager()) {
                NDArray projected = kept.create(new Shape(all, projected(all, width)));
                Optional<NDArray> projection = projection(width, (int) projected.getShape().get(1), random, kept);
                good.each((batch, from) -> {
                    NDArray patches = Patches.rows(Patches.of(batch.constantFeatures()));
                    int row = from * points;
                    projected.set(new NDIndex(row + ":" + (row + patches.getShape().get(0))),
                            projection.map(patches::matMul).orElse(patches));
                });
                projected.subi(projected.mean(new int[] {0}, true));
                int[] chosen = GreedyCoreset.of(projected, (int) kept(all), first, good::pause);
                Arrays.sort(chosen);
                return chosen;
            }
        }

        /** Normal numbers, (C, d), that keep distances in the mean; nothing where there are no fewer dimensions. */
        private static Optional<NDArray> projection(int width, int dimensions, Random random, NDManager owner) {
            if (dimensions == width) {
                return Optional.empty();
            }
            float[] numbers = new float[width * dimensions];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (random.nextGaussian() / Math.sqrt(dimensions));
            }
            return Optional.of(owner.create(numbers, new Shape(width, dimensions)));
        }
    }
}
