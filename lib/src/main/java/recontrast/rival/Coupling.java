package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import recontrast.model.Constant;
import recontrast.model.Parameter;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A coupling block of a normalising flow, as FrEIA builds it (Ardizzone et al. 2018 to 2022): one half of the channels tells
 * how the other is scaled and shifted; then every channel is, and all are put in another order, which stays as it is drawn.
 *
 * <p>A block lets go of what it does not give on, so that without a gradient memory is bounded by one block.
 *
 * @param <G> what is given to tell from besides
 * @param teller of the first C - C/2 channels makes 2 (C/2): what the others are scaled by, and shifted by
 * @param positive of any number a positive one
 * @param scale C numbers, before {@code positive}, as there are of {@code offset} and {@code order}
 * @param clamp largest logarithm that the half is scaled by
 */
record Coupling<G>(BiFunction<NDArray, G, NDArray> teller, UnaryOperator<NDArray> positive, Parameter scale,
        Parameter offset, Parameter order, double clamp) {

    private static final double DAMPING = 0.1; // of what is told: it starts near the identity

    /** Where features are on their way, (N, C, ...), and the logarithm of the determinant of the way, (N) or (1). */
    record Carried(NDArray at, NDArray volume) { }

    /** Through one block after the other. */
    static <G> Carried carry(NDArray start, List<Coupling<G>> blocks, G given) {
        Carried carried = new Carried(start, start.getManager().zeros(new Shape(1)));
        for (Coupling<G> block : blocks) {
            carried = block.carry(carried, given);
        }
        return carried;
    }

    private Carried carry(Carried before, G given) {
        try (NDManager inner = before.at.getManager().newSubManager()) {
            before.at.attach(inner);
            before.volume.attach(inner);
            Shape shape = before.at.getShape();
            long told = shape.get(1) / 2;
            NDArray telling = before.at.get(":, :-" + told);
            NDArray both = teller.apply(telling, given).mul(Constant.of(DAMPING, telling));
            NDArray logScale = both.get(":, :" + told).tanh().mul(Constant.of(clamp, telling));
            NDArray moved = before.at.get(":, -" + told + ":").mul(logScale.exp()).add(both.get(":, " + told + ":"));
            NDArray stretch = positive.apply(scale.value(telling));
            NDArray scaled = telling.concat(moved, 1).mul(stretch).add(offset.value(telling));
            NDArray stretched = stretch.log().sum().mul(Constant.of(shape.slice(2).size(), stretch)); // at every point
            NDArray volume = before.volume.add(logScale.reshape(shape.get(0), -1).sum(new int[] {1})).add(stretched);
            return new Carried(inner.ret(ordered(scaled)), inner.ret(volume));
        }
    }

    private NDArray ordered(NDArray x) {
        NDArray places = order.value(x).toType(DataType.INT64, false).reshape(scale.stored().getShape());
        return x.gather(places.broadcast(x.getShape()), 1);
    }
}
