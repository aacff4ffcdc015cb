package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.types.Shape;

/**
 * Batch normalisation that does not blow up channels which are dead on this data (paper, appendix E).
 *
 * <p>A channel whose unbiased batch variance is not above its floor is divided by the floor's root instead. The floor
 * is the pretrained running variance, at most 5e-4. The running variance follows the value used.
 */
final class PartialNormalization implements ReadableLayer {

    private static final float HIGHEST_FLOOR = 5e-4f;
    private static final float EPSILON = 1e-6f;
    private static final double KEPT = 0.9;

    private final BatchNormalization evaluation; // of the same tensors
    private final NDArray floor;

    PartialNormalization(Scope scope, int channels) {
        this.evaluation = new BatchNormalization(scope, channels, EPSILON);
        this.floor = pretrainedFloor();
        scope.whenPretrained(this::setFloor);
    }

    private void setFloor() {
        try (NDArray pretrained = pretrainedFloor()) {
            InPlace.copy(pretrained, floor);
        }
    }

    private NDArray pretrainedFloor() {
        NDArray variance = evaluation.runningVar().stored();
        try (NDArray highest = Constant.of(HIGHEST_FLOOR, variance)) {
            return variance.minimum(highest);
        }
    }

    @Override
    public NDArray apply(NDArray x, Mode mode) {
        return mode.byBatch()
                ? mode.precision().narrowed(byBatch(mode.precision().widened(x))) : evaluation.apply(x, mode);
    }

    private NDArray byBatch(NDArray x) {
        Shape shape = x.getShape();
        double points = shape.get(0) * shape.get(2) * shape.get(3);
        NDArray mean = channelMean(x); // (1, C, 1, 1)
        NDArray centred = x.sub(mean);
        NDArray variance = channelMean(centred.square());
        NDArray unbiased = variance.stopGradient().mul(Constant.of(points / (points - 1), x));
        NDArray allowed = column(Constant.lent(floor, x.getManager()));
        NDArray alive = unbiased.gt(allowed);
        evaluation.seen(x);
        follow(evaluation.runningMean(), mean.stopGradient());
        follow(evaluation.runningVar(), NDArrays.where(alive, unbiased, allowed));
        NDArray used = NDArrays.where(alive, variance, allowed);
        return centred.div(used.add(Constant.of(EPSILON, x)).sqrt())
                .mul(column(evaluation.weight().value(x)))
                .add(column(evaluation.bias().value(x)));
    }

    @Override
    public <V> V read(V x, Reading<V> reading) {
        return evaluation.read(x, reading);
    }

    private static void follow(Parameter running, NDArray seen) {
        running.stored().muli(Constant.of(KEPT, seen)).addi(seen.flatten().mul(Constant.of(1 - KEPT, seen)));
    }

    private static NDArray channelMean(NDArray x) {
        NDArray points = Constant.of((double) x.size() / x.getShape().get(1), x);
        return column(x.sum(new int[] {0, 2, 3}).div(points));
    }

    private static NDArray column(NDArray vector) {
        return vector.reshape(1, vector.size(), 1, 1);
    }
}
