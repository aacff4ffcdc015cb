package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers that a step computes with, made on its device.
 *
 * <p>Of a Java number the engine makes a tensor over a buffer of the JVM, and lets go of it at once. A gradient that
 * reads it on the way back finds whatever garbage collection left there by then; and a GPU has to end all work before
 * the copy, at every such number.
 */
public final class Constant {

    private static final Shape SCALAR = new Shape();

    private Constant() { }

    /**
     * A scalar of the type of {@code like}, owned by its manager: the step's, of a tensor that a step computed.
     *
     * @param value rounded to single precision
     */
    public static NDArray of(double value, NDArray like) {
        return of(value, like.getDataType(), like.getManager());
    }

    /** Numbers of the JVM, in the engine's own memory and owned by {@code owner}. */
    public static NDArray of(float[] values, Shape shape, NDManager owner) {
        try (NDArray made = owner.create(values, shape)) {
            return made.duplicate();
        }
    }

    /** A tensor that outlasts a step, as the step computes with it: a view outside of any gradient, owned by the step. */
    public static NDArray lent(NDArray lasting, NDManager step) {
        NDArray view = lasting.stopGradient();
        view.attach(step);
        return view;
    }

    /** A scalar of this type. */
    static NDArray of(double value, DataType type, NDManager owner) {
        return owner.full(SCALAR, (float) value, type);
    }
}
