package recontrast.model;

import ai.djl.ndarray.types.Shape;

/** A place in the name tree: layers ask it for their tensors by the last part of the name. */
public record Scope(Parameters parameters, String prefix) {

    /** The subtree of that name. */
    public Scope at(String name) {
        return new Scope(parameters, prefix + name + ".");
    }

    Scope at(int index) {
        return at(Integer.toString(index));
    }

    /** Registers a weight of that name, drawn by the initialiser. */
    public Parameter weight(String name, Shape shape, Initializer initializer) {
        return parameters.add(prefix + name, Parameter.Kind.WEIGHT, shape, initializer);
    }

    /** Registers a tensor of zeros that no optimiser moves. */
    public Parameter buffer(String name, Shape shape) {
        return buffer(name, shape, Initializer.constant(0));
    }

    /** Registers a tensor that no optimiser moves. */
    public Parameter buffer(String name, Shape shape, Initializer initializer) {
        return parameters.add(prefix + name, Parameter.Kind.BUFFER, shape, initializer);
    }

    /** Registers a tensor of no rows yet, each of that shape. */
    public Parameter bank(String name, Shape row) {
        return parameters.add(prefix + name, Parameter.Kind.BANK, new Shape(0).addAll(row), Initializer.constant(0));
    }

    Parameter counter(String name) {
        return parameters.addCounter(prefix + name);
    }

    /** Runs the action each time pretrained weights have been loaded. */
    void whenPretrained(Runnable action) {
        parameters.whenPretrained(action);
    }
}
