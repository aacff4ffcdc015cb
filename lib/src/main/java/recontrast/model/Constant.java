package recontrast.model;

import ai.djl.ndarray.NDArray;

/**
 * Numbers that a gradient looks at again: factors, divisors, bounds.
 *
 * <p>Given a Java number, the engine wraps a buffer of the JVM and lets go of it at once, though the gradient still reads
 * it on the way back; what garbage collection left there by then may be anything. These are in the engine's own memory.
 */
public final class Constant {

    private Constant() { }

    /** A scalar of the type of {@code like}, owned by its manager. */
    public static NDArray of(double value, NDArray like) {
        try (NDArray buffered = like.getManager().create(value)) {
            return buffered.duplicate().toType(like.getDataType(), false);
        }
    }
}
