package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import recontrast.model.InPlace;
import recontrast.model.Parameter;

import java.util.List;
import java.util.stream.IntStream;

/**
 * AdamW (Loshchilov and Hutter 2019) as PyTorch computes it, in place.
 *
 * <p>The moments are kept divided by (1 - beta), which saves a temporary array each; large tensors are updated piece by
 * piece, so that a piece stays in the processor's cache through all its operations.
 */
public final class AdamW implements AutoCloseable {

    /**
     * What a group of parameters is updated with.
     *
     * @param learningRate step length
     * @param weightDecay decoupled decay, applied to every parameter
     * @param epsilon added to the root of the second moment
     * @param bound which second moment divides the step
     */
    public record Settings(double learningRate, double weightDecay, double epsilon, SecondMoment bound) {
        public Settings withLearningRate(double rate) {
            return new Settings(rate, weightDecay, epsilon, bound);
        }
    }

    /** The second moment that divides the step. */
    public enum SecondMoment {
        /** The running one. */
        RUNNING,
        /** The largest so far (AMSGrad, Reddi et al. 2018). */
        LARGEST
    }

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final Settings settings;
    private final NDManager manager;
    private final List<Moments> moments;
    private long steps;

    /** An optimiser of these parameters, its state within the lifetime of {@code parent}. */
    public AdamW(List<Parameter> parameters, Settings settings, NDManager parent) {
        this.settings = settings;
        this.manager = parent.newSubManager();
        this.moments = parameters.stream().map(parameter -> new Moments(parameter, settings, manager)).toList();
    }

    /** Moves every parameter by the gradient of the step in progress. */
    public void step() {
        step(1);
    }

    /**
     * Moves every parameter by the gradient of the step in progress.
     *
     * @param rateFactor what a schedule multiplies the learning rate with
     */
    public void step(double rateFactor) {
        steps++;
        if (moments.isEmpty()) {
            return;
        }
        try (NDManager scratch = manager.newSubManager()) {
            Update update = Update.at(steps, settings, rateFactor, scratch);
            moments.forEach(moment -> moment.apply(update));
        }
    }

    /** Forgets moments and step count, as the paper's stable variant does every 500 iterations. */
    public void reset() {
        steps = 0;
        moments.forEach(Moments::reset);
    }

    /** The state needed to go on: moments in the parameters' order; valid while this optimiser is open. */
    public NDList state() {
        NDList state = new NDList();
        moments.forEach(moment -> state.addAll(moment.state()));
        return state;
    }

    /** Steps taken since the start or the last reset. */
    public long steps() {
        return steps;
    }

    /** Takes up a state that {@link #state()} gave. */
    public void resume(NDList state, long stepsTaken) {
        NDList own = state();
        IntStream.range(0, own.size()).forEach(i -> InPlace.copy(state.get(i), own.get(i)));
        steps = stepsTaken;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** The scalars of one update, on the device; the moments' scale (1 - beta) and bias corrections are folded in. */
    private record Update(NDArray beta1, NDArray beta2, NDArray kept, NDArray epsilon, NDArray rate) {

        static Update at(long step, Settings settings, double rateFactor, NDManager owner) {
            double learningRate = settings.learningRate() * rateFactor;
            double correction1 = 1 - Math.pow(BETA1, step);
            double scale2 = Math.sqrt((1 - Math.pow(BETA2, step)) / (1 - BETA2)); // sqrt(v-hat) = sqrt(V) / scale2
            return new Update(
                    owner.create(BETA1),
                    owner.create(BETA2),
                    owner.create(1 - learningRate * settings.weightDecay()),
                    owner.create(settings.epsilon() * scale2),
                    owner.create(learningRate * (1 - BETA1) / correction1 * scale2));
        }
    }

    /** First and second moment of one parameter. */
    private static final class Moments {

        private static final long PIECE = 1 << 18; // floats: 1 MiB

        private final Parameter parameter;
        private final NDList state;
        private final List<NDList> pieces; // views: values, first moment, second moment, and the largest second one

        Moments(Parameter parameter, Settings settings, NDManager manager) {
            this.parameter = parameter;
            long size = parameter.stored().size();
            int arrays = settings.bound() == SecondMoment.LARGEST ? 3 : 2;
            this.state = new NDList(IntStream.range(0, arrays)
                    .mapToObj(i -> manager.zeros(new Shape(size), parameter.stored().getDataType())).toList());
            NDList flat = new NDList(parameter.stored().reshape(size)).addAll(state);
            flat.head().attach(manager);
            this.pieces = IntStream.range(0, Math.toIntExact((size + PIECE - 1) / PIECE))
                    .mapToObj(i -> piece(flat, i)).toList();
        }

        private static NDList piece(NDList flat, long index) {
            long from = index * PIECE;
            long to = Math.min(from + PIECE, flat.head().size());
            NDIndex range = new NDIndex().addSliceDim(from, to);
            return new NDList(flat.stream().map(array -> array.get(range)).toList());
        }

        NDList state() {
            return state;
        }

        void reset() {
            state.forEach(array -> array.muli(0));
        }

        void apply(Update update) {
            NDArray gradient = parameter.gradient().flatten();
            if (pieces.size() == 1) {
                apply(update, gradient, pieces.get(0));
                return;
            }
            for (int i = 0; i < pieces.size(); i++) {
                apply(update, piece(new NDList(gradient), i).head(), pieces.get(i));
            }
        }

        private static void apply(Update update, NDArray gradient, NDList piece) {
            NDArray values = piece.get(0);
            NDArray first = piece.get(1).muli(update.beta1()).addi(gradient);
            NDArray second = piece.get(2).muli(update.beta2());
            try (NDArray square = gradient.square()) {
                second.addi(square);
            }
            NDArray bound = piece.size() == 4 ? largest(piece.get(3), second) : second;
            try (NDArray root = bound.sqrt(); NDArray move = first.div(root.addi(update.epsilon()))) {
                values.muli(update.kept()).subi(move.muli(update.rate()));
            }
        }

        private static NDArray largest(NDArray largest, NDArray second) {
            try (NDArray maximum = largest.maximum(second)) {
                InPlace.copy(maximum, largest);
            }
            return largest;
        }
    }
}
