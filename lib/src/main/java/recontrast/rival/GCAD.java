package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.data.BatchOrder;
import recontrast.detector.AnomalyDetector;
import recontrast.model.Batch;
import recontrast.model.InPlace;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Parameters;
import recontrast.model.Scope;
import recontrast.training.AdamW;
import recontrast.training.Batches;
import recontrast.training.CoreTurns;
import recontrast.training.Steps;
import recontrast.training.Training;
import recontrast.training.TrainingLoop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    @Override
    public String name() {
        return "GCAD";
    }

    @Override
    public AnomalyDetector detector(Parameters parameters, Setup setup) {
        return new Students(parameters, setup);
    }

    final class Students extends FrozenFeatureDetector {

        private final Parameter mean; // (1, C, 1, 1), of the teacher's channels
        private final Parameter deviation;
        private final Parameter scales; // (2, 2): mean and deviation of the local and of the global error
        private final Contraction local;
        private final Filters localOut;
        private final Contraction code;
        private final Linear narrow;
        private final Linear wide;
        private final Expansion decoded;
        private final Contraction global;
        private final Expansion globalOut;

        Students(Parameters parameters, Setup setup) {
            super(parameters, setup);
            int channels = Patches.channels(setup.backbone());
            int deepest = setup.resolution().crop() >> Contraction.DEEP; // points along an edge
            int all = 4 * width * deepest * deepest;
            Scope root = parameters.root();
            Shape each = new Shape(1, channels, 1, 1);
            this.mean = root.at("teacher").buffer("mean", each, Initializer.constant(0));
            this.deviation = root.at("teacher").buffer("deviation", each, Initializer.constant(1));
            this.scales = root.at("errors").buffer("scales", new Shape(2, 2), Initializer.constant(1));
            this.local = new Contraction(root.at("local"), width, Contraction.SHALLOW);
            this.localOut = new Filters(root.at("local.out"), 4 * width, channels, 1, 1, 0);
            this.code = new Contraction(root.at("code"), width, Contraction.DEEP);
            this.narrow = new Linear(root.at("code.narrow"), all, bottleneck);
            this.wide = new Linear(root.at("code.wide"), bottleneck, all);
            this.decoded = new Expansion(root.at("code.out"), 4 * width, 0, channels);
            this.global = new Contraction(root.at("global"), width, Contraction.DEEP);
            this.globalOut = new Expansion(root.at("global.out"), 4 * width, 4 * width, channels);
        }

        /** (B, C, S/8, S/8) */
        private NDArray teacher(Batch batch) {
            NDArray patches = Patches.of(batch.constantFeatures());
            return patches.sub(mean.value(patches)).div(deviation.value(patches));
        }

        private NDArray local(NDArray images) {
            return localOut.of(local.of(images).get(0));
        }

        /** The teacher's features as far as a few numbers an image tell them. */
        private NDArray bottlenecked(NDArray images) {
            NDArray deep = code.of(images).get(Contraction.DEEP - Contraction.SHALLOW);
            NDArray numbers = narrow.of(deep.reshape(deep.getShape().get(0), -1));
            return decoded.of(Activation.relu(wide.of(numbers)).reshape(deep.getShape()), List.of());
        }

        private NDArray global(NDArray images) {
            List<NDArray> given = global.of(images); // at strides 8, 16 and 32
            return globalOut.of(given.get(2), List.of(given.get(1), given.get(0)));
        }

        /** Mean squared errors at each point, of the local and of the global student: (2, B, S/8, S/8). */
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
        public Training training(Batches train, long seed, CoreTurns cores) {
            int count = train.images().count();
            if (count < 2) {
                throw new IllegalArgumentException("expected at least 2 good images for GCAD, one of them to be held out;"
                        + " found " + count + ": add some");
            }
            int[] shuffled = new BatchOrder(count, count, seed).at(0);
            int apart = Math.max(1, (int) (heldOut * count));
            int[] held = Arrays.copyOf(shuffled, apart);
            int[] learnt = Arrays.copyOfRange(shuffled, apart, count);
            Steps steps = new Minimising() {
                @Override
                public void begin() {
                    standardise(train, learnt, cores);
                }

                @Override
                public void end() {
                    scale(train, held, cores);
                }
            }.over(parameters().weights("local.", "code.", "global."),
                    new AdamW.Settings(rate, weightDecay, 1e-8, AdamW.SecondMoment.RUNNING))
                    .minimise((owner, batch, iteration) -> loss(batch));
            BatchOrder order = new BatchOrder(learnt.length, setup.plan().batch(), seed);
            return new TrainingLoop(steps, parameters(), train,
                    iteration -> Arrays.stream(order.at(iteration)).map(i -> learnt[i]).toArray(), cores);
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

        private void standardise(Batches train, int[] images, CoreTurns cores) {
            try (Moments moments = new Moments(parameters().manager(), mean.stored().size())) {
                good(train, cores).some(images).each((scratch, batch, from) ->
                        moments.add(Patches.rows(Patches.of(batch.constantFeatures()))));
                InPlace.copy(moments.mean().reshape(mean.stored().getShape()), mean.stored());
                InPlace.copy(moments.deviation().reshape(mean.stored().getShape()), deviation.stored());
            }
        }

        private void scale(Batches train, int[] images, CoreTurns cores) {
            try (Moments moments = new Moments(parameters().manager(), 2)) {
                good(train, cores).some(images).eachToTheEnd((scratch, batch, from) ->
                        moments.add(errors(batch).reshape(2, -1).transpose()));
                InPlace.copy(NDArrays.stack(new NDList(moments.mean(), moments.deviation()), 1), scales.stored());
            }
        }
    }

    /** Convolutions that halve height and width, each rectified. */
    private record Contraction(List<Filters> filters) {

        static final int SHALLOW = 3; // to stride 8, that of patches
        static final int DEEP = 5;

        Contraction(Scope scope, int width, int depth) {
            this(IntStream.range(0, depth).mapToObj(i -> new Filters(scope.at("conv" + (i + 1)),
                    i == 0 ? 3 : channels(width, i - 1), channels(width, i), 4, 2, 1)).toList());
        }

        private static int channels(int width, int layer) {
            return width << Math.min(layer, 2);
        }

        /** What is given at stride 8 and at those after it. */
        List<NDArray> of(NDArray images) {
            List<NDArray> given = new ArrayList<>();
            for (Filters next : filters) {
                given.add(Activation.relu(next.of(given.isEmpty() ? images : given.get(given.size() - 1))));
            }
            return given.subList(SHALLOW - 1, given.size());
        }
    }

    /** Doubles height and width twice, beside what a contraction gave on its way, if that is to be seen. */
    private record Expansion(Filters first, Filters second, Filters last) {

        /** @param beside channels to be seen at either size */
        Expansion(Scope scope, int in, int beside, int out) {
            this(new Filters(scope.at("conv1"), in + beside, in, 3, 1, 1),
                    new Filters(scope.at("conv2"), in + beside, in, 3, 1, 1),
                    new Filters(scope.at("last"), in, out, 1, 1, 0));
        }

        NDArray of(NDArray deepest, List<NDArray> beside) {
            NDArray x = deepest;
            for (int i = 0; i < 2; i++) {
                NDArray up = DraemNetworks.doubled(x);
                x = Activation.relu((i == 0 ? first : second).of(
                        beside.isEmpty() ? up : up.concat(beside.get(i), 1)));
            }
            return last.of(x);
        }
    }
}
