package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Optional;

/**
 * One named tensor of a model: a weight that an optimiser may move, a buffer such as a running mean, or a bank of
 * what was seen.
 *
 * <p>Gradients live for one step: {@link #track} opens a leaf that shares this tensor's memory, {@link #gradient} reads
 * what backward left there, and closing the step's manager drops both. Nothing has to be zeroed.
 */
public final class Parameter {

    /** What a tensor is for; a bank's rows are as many as were put in. */
    public enum Kind { WEIGHT, BUFFER, BANK }

    private final String name;
    private final Kind kind;
    private NDArray stored;
    private Optional<NDArray> leaf = Optional.empty();

    Parameter(String name, Kind kind, NDArray stored) {
        this.name = name;
        this.kind = kind;
        this.stored = stored;
    }

    /** Full name in PyTorch's terms, for example {@code decoder.layer1.0.conv1.weight}. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** The tensor itself, outside any gradient graph; an optimiser changes it in place. */
    public NDArray stored() {
        return stored;
    }

    /** Puts values of its shape, rounded to its type, in place of those before. */
    public void set(NDArray values) {
        InPlace.copy(values.toType(stored.getDataType(), false), stored);
    }

    /** Makes a bank hold these rows, of any number, in place of those before; it takes them over. */
    public void hold(NDArray rows) {
        rows.attach(stored.getManager());
        stored.close();
        stored = rows;
    }

    /** Whether values of that shape may be put in its place. */
    boolean fits(Shape shape) {
        Shape own = stored.getShape();
        return own.equals(shape) || kind == Kind.BANK && own.slice(1).equals(shape.slice(1));
    }

    /**
     * What a layer computes with: the leaf of the step in progress, else a view of the stored tensor.
     *
     * @param input the layer's input; the view, and all that is computed from it, belongs to the input's manager
     */
    public NDArray value(NDArray input) {
        return leaf.orElseGet(() -> Constant.lent(stored, input.getManager()));
    }

    /** The same in the precision of the mode. */
    NDArray value(NDArray input, Mode mode) {
        return mode.precision().narrowed(value(input));
    }

    /** Opens a leaf for one step, owned by {@code step}. */
    public void track(NDManager step) {
        NDArray shared = Constant.lent(stored, step);
        shared.setRequiresGradient(true);
        leaf = Optional.of(shared);
    }

    /** Lets layers compute with other values of the same shape instead, until {@link #untrack}. */
    public void replace(NDArray values) {
        leaf = Optional.of(values);
    }

    /** Ends the step: layers see the stored tensor again. */
    public void untrack() {
        leaf = Optional.empty();
    }

    /**
     * What backward leaves the gradient in, of the step in progress.
     *
     * @throws IllegalStateException if the parameter is not tracked
     */
    public NDArray leaf() {
        return leaf.orElseThrow(() -> new IllegalStateException(name + " is not tracked in this step"));
    }

    /**
     * The gradient of the step in progress, owned by the step's manager.
     *
     * @throws IllegalStateException if the parameter is not tracked
     */
    public NDArray gradient() {
        NDArray gradient = leaf().getGradient();
        gradient.attach(leaf().getManager());
        return gradient;
    }
}
