package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import recontrast.data.BatchOrder;
import recontrast.model.Activation;
import recontrast.model.Batch;
import recontrast.model.Initializer;
import recontrast.model.Layer;
import recontrast.model.Mode;
import recontrast.model.Parameter;
import recontrast.model.Scope;
import recontrast.model.Stage;
import recontrast.training.AdamW;
import recontrast.training.Minimising;
import recontrast.training.Training;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * GCAD (Bergmann, Batzner, Fauser, Sattlegger and Steger, "Beyond Dents and Scratches", IJCV 2022): two students of what
 * good images show. The local one regresses a teacher's features from what lies around a point, and fails at structures
 * that it has not seen; the global one regresses what is left of them behind a bottleneck of a few numbers, and fails
 * where the parts of an image do not go together. A map is the sum of both errors, each less its mean and divided by its
 * deviation on good images that none was trained with.
 *
 * <p>Unlike the paper, the teacher is the backbone: its {@link Patches}, each channel brought to mean 0 and deviation 1
 * over the good images, take the place of descriptors distilled from a ResNet at two receptive fields; the three networks
 * are of this project's making, with a local student that sees 22 pixels. The good images held out are some of the
 * training images, where the paper's data set comes with others. Weight decay is decoupled.
 *
 * @param width channels of each network's first convolution; the next have 2 and 4 times as many
 * @param bottleneck numbers that the global teacher's code has (g in the paper)
 * @param heldOut share of the training images that errors are brought to scale by, at least one image
 * @param rate of Adam
 * @param weightDecay decoupled
 */
public record GCAD(int width, int bottleneck, double heldOut, double rate, double weightDecay) implements Rival {

    private static final int SHALLOW = 3; // halvings, to stride 8, that of patches
    private static final int DEEP = 5;

    @Override
    public ImageDetector detector(Site site) {
        return new Students(site);
    }

    final class Students extends FrozenFeatureDetector {

        private final int channels = Patches.channels(setup.backbone(), 2, 3);
        private final int deepest = 4 * width * size().dividedBy(1 << DEEP).area(); // numbers of an image
        private final Parameter mean = at("teacher").buffer("mean", new Shape(1, channels, 1, 1)); // of its channels
        private final Parameter deviation =
                at("teacher").buffer("deviation", new Shape(1, channels, 1, 1), Initializer.constant(1));
        private final Parameter scales = // (2, 2): mean and deviation of the local and of the global error
                at("errors").buffer("scales", new Shape(2, 2), Initializer.constant(1));
        private final List<Layer> local = contraction(at("local"), SHALLOW);
        private final Convolution localOut = new Convolution(at("local.out"), 4 * width, channels, 1, 1, 0);
        private final List<Layer> code = contraction(at("code"), DEEP);
        private final Linear narrow = new Linear(at("code.narrow"), deepest, bottleneck);
        private final Linear wide = new Linear(at("code.wide"), bottleneck, deepest);
        private final Expansion decoded = new Expansion(at("code.out"), 4 * width, 0, channels);
        private final List<Layer> global = contraction(at("global"), DEEP);
        private final Expansion globalOut = new Expansion(at("global.out"), 4 * width, 4 * width, channels);

        Students(Site site) {
            super(site);
        }

        /** (B, C, H/8, W/8) */
        private NDArray teacher(Batch batch) {
            NDArray patches = Patches.of(batch.constantFeatures());
            return patches.sub(mean.value(patches)).div(deviation.value(patches));
        }

        private NDArray local(NDArray images) {
            return localOut.apply(contracted(local, images).get(0), Mode.EVAL);
        }

        /** The teacher's features as far as a few numbers an image tell them. */
        private NDArray bottlenecked(NDArray images) {
            NDArray deep = contracted(code, images).get(DEEP - SHALLOW);
            NDArray numbers = narrow.of(deep.reshape(deep.getShape().get(0), -1));
            return decoded.of(Activation.RELU.apply(wide.of(numbers), Mode.EVAL).reshape(deep.getShape()), List.of());
        }

        private NDArray global(NDArray images) {
            List<NDArray> given = contracted(global, images); // at strides 8, 16 and 32
            return globalOut.of(given.get(2), List.of(given.get(1), given.get(0)));
        }

        /** Mean squared errors at each point, of the local and of the global student: (2, B, H/8, W/8). */
        NDArray errors(Batch batch) {
            NDArray images = batch.images();
            NDArray ofLocal = local(images).sub(teacher(batch)).square().mean(new int[] {1});
            NDArray ofGlobal = global(images).sub(bottlenecked(images)).square().mean(new int[] {1});
            return NDArrays.stack(new NDList(ofLocal, ofGlobal));
        }

        @Override
        public Maps maps(NDManager scratch, Batch batch) {
            NDArray errors = errors(batch);
            NDArray scale = scales.value(errors);
            NDArray scaled = errors.sub(scale.get(":, 0").reshape(2, 1, 1, 1))
                    .div(scale.get(":, 1").reshape(2, 1, 1, 1)).sum(new int[] {0});
            return () -> upsampling.maps(scaled, scratch);
        }

        @Override
        Training training(GoodImages good) {
            int count = good.atLeast(2, "GCAD, one of them to be held out").count();
            int[] shuffled = new BatchOrder(count, count, good.seed()).at(0);
            int apart = Math.max(1, (int) (heldOut * count));
            GoodImages learnt = good.some(Arrays.copyOfRange(shuffled, apart, count));
            Minimising steps = new Minimising() {
                @Override
                public void begin() {
                    standardise(learnt);
                }

                @Override
                public void end() {
                    scale(good.some(Arrays.copyOf(shuffled, apart)));
                }
            };
            return loop(learnt, steps
                    .over(weights("local.", "code.", "global."), AdamW.Settings.decayed(rate, weightDecay))
                    .minimise((owner, batch, iteration) -> loss(batch)));
        }

        /** The local student learns the teacher, the bottleneck too, and the global student what the bottleneck gives. */
        NDArray loss(Batch batch) {
            NDArray images = batch.images();
            NDArray teacher = teacher(batch);
            NDArray bottlenecked = bottlenecked(images);
            return local(images).sub(teacher).square().mean()
                    .add(bottlenecked.sub(teacher).square().mean())
                    .add(global(images).sub(bottlenecked.stopGradient()).square().mean());
        }

        private void standardise(GoodImages learnt) {
            try (NDManager kept = parameters().manager().newSubManager()) {
                NDArray moments = moments(learnt, learnt::each, channels, kept,
                        batch -> Patches.rows(Patches.of(batch.constantFeatures())));
                mean.set(moments.get(0).reshape(mean.stored().getShape()));
                deviation.set(moments.get(1).reshape(mean.stored().getShape()));
            }
        }

        private void scale(GoodImages held) {
            try (NDManager kept = parameters().manager().newSubManager()) {
                scales.set(moments(held, held::eachToTheEnd, 2, kept, batch -> errors(batch).reshape(2, -1).transpose())
                        .transpose());
            }
        }

        /** Mean and standard deviation of each column of the rows, one for each point, in double precision: (2, C). */
        private NDArray moments(GoodImages images, Consumer<ObjIntConsumer<Batch>> each, int columns, NDManager kept,
                Function<Batch, NDArray> rows) {
            NDArray sum = kept.zeros(new Shape(columns), DataType.FLOAT64);
            NDArray squares = kept.zeros(new Shape(columns), DataType.FLOAT64);
            each.accept((batch, from) -> {
                NDArray exact = rows.apply(batch).toType(DataType.FLOAT64, false);
                sum.addi(exact.sum(new int[] {0}));
                squares.addi(exact.square().sum(new int[] {0}));
            });
            long points = (long) images.count() * setup.points(Stage.LAYER2).area();
            NDArray mean = sum.div(points);
            NDArray variance = squares.div(points).sub(mean.square());
            return NDArrays.stack(new NDList(mean, variance.maximum(1e-12).sqrt()));
        }
    }

    /** Convolutions that halve height and width, each rectified. */
    private List<Layer> contraction(Scope scope, int depth) {
        return IntStream.range(0, depth).mapToObj(i -> new Convolution(scope.at("conv" + (i + 1)),
                i == 0 ? 3 : width << Math.min(i - 1, 2), width << Math.min(i, 2), 4, 2, 1).then(Activation.RELU)).toList();
    }

    /** What a contraction gives at stride 8 and at those after it. */
    private static List<NDArray> contracted(List<Layer> contraction, NDArray images) {
        return Convolution.given(contraction, images, Mode.EVAL).subList(SHALLOW - 1, contraction.size());
    }

    /** Doubles height and width twice, beside what a contraction gave on its way, if that is to be seen. */
    private record Expansion(List<Layer> doubled, Convolution last) {

        /** @param beside channels to be seen at either size */
        Expansion(Scope scope, int in, int beside, int out) {
            this(Stream.of("conv1", "conv2").map(name ->
                    new Convolution(scope.at(name), in + beside, in, 3, 1, 1).then(Activation.RELU)).toList(),
                    new Convolution(scope.at("last"), in, out, 1, 1, 0));
        }

        NDArray of(NDArray deepest, List<NDArray> beside) {
            NDArray x = deepest;
            for (int i = 0; i < 2; i++) {
                NDArray up = Convolution.doubled(x);
                x = doubled.get(i).apply(beside.isEmpty() ? up : up.concat(beside.get(i), 1), Mode.EVAL);
            }
            return last.apply(x, Mode.EVAL);
        }
    }
}
