package recontrast.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDArray;
import ai.djl.util.passthrough.PassthroughNDManager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * All tensors of a model by PyTorch's names, in the order PyTorch lists them; owns their memory.
 *
 * <p>Initial values depend on the seed and the tensor's name alone, so they do not change when a layer is added.
 */
public final class Parameters implements AutoCloseable {

    private final NDManager manager;
    private final long seed;
    private final DataType precision;
    private final Products products;
    private final Map<String, Parameter> byName = new LinkedHashMap<>();
    private final List<Runnable> pretrainedActions = new ArrayList<>();

    private Parameters(NDManager manager, long seed, DataType precision, Products products) {
        this.manager = manager;
        this.seed = seed;
        this.precision = precision;
        this.products = products;
    }

    /** An empty set in single precision on the device of {@code parent}, whose lifetime bounds it. */
    public static Parameters within(NDManager parent, long seed) {
        return within(parent, seed, DataType.FLOAT32);
    }

    /** An empty set of this precision: in double precision a model can be compared digit by digit. */
    public static Parameters within(NDManager parent, long seed, DataType precision) {
        return within(parent, seed, precision, Products.MANY);
    }

    /** An empty set of this precision, of a model that computes as suits the processor. */
    public static Parameters within(NDManager parent, long seed, DataType precision, Products products) {
        return new Parameters(parent.newSubManager(), seed, precision, products);
    }

    /** An empty set of tensors that have a shape and no contents: none takes memory, and no engine is started. */
    static Parameters onPaper() {
        return new Parameters(PassthroughNDManager.INSTANCE, 0, DataType.FLOAT32, Products.MANY);
    }

    /** The root of the name tree, where a model's parts start from. */
    public Scope root() {
        return new Scope(this, "");
    }

    /** Every tensor, weights and buffers. */
    public Collection<Parameter> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** The weights whose name starts with one of the prefixes, for example {@code "decoder."}. */
    public List<Parameter> weights(String... prefixes) {
        return byName.values().stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.WEIGHT)
                .filter(parameter -> List.of(prefixes).stream().anyMatch(parameter.name()::startsWith))
                .toList();
    }

    /** The tensor of that full name, if the model has one. */
    public Optional<Parameter> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public NDManager manager() {
        return manager;
    }

    Products products() {
        return products;
    }

    Parameter add(String name, Parameter.Kind kind, Shape shape, Initializer initializer) {
        return add(name, kind, shape, precision, initializer);
    }

    Parameter addCounter(String name) {
        return add(name, Parameter.Kind.BUFFER, new Shape(), DataType.INT64, Initializer.constant(0));
    }

    private Parameter add(
            String name, Parameter.Kind kind, Shape shape, DataType type, Initializer initializer) {
        Parameter parameter = new Parameter(name, kind, manager == PassthroughNDManager.INSTANCE
                ? new PassthroughNDArray(manager, name, shape, type) : drawn(name, shape, type, initializer));
        if (byName.putIfAbsent(name, parameter) != null) {
            throw new IllegalStateException("two tensors are named " + name);
        }
        return parameter;
    }

    private NDArray drawn(String name, Shape shape, DataType type, Initializer initializer) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
        try (NDManager scratch = manager.newSubManager()) {
            NDArray drawn = scratch.create(initializer.draw(shape, random), shape);
            NDArray owned = drawn.duplicate(); // in the engine's own memory, not in a buffer of the JVM
            return scratch.ret(ChannelsLast.copy(owned.toType(type, false)));
        }
    }

    /** Copies values into the tensor of that name; shape and type must be its own. */
    public void load(String name, NDArray values) {
        Parameter parameter = byName.get(name);
        Shape expected = parameter.stored().getShape();
        if (!parameter.fits(values.getShape())) {
            throw new IllegalArgumentException("expected " + name + " of shape " + expected + "; found "
                    + values.getShape() + ": the weights belong to another backbone");
        }
        if (parameter.kind() == Parameter.Kind.BANK) {
            parameter.hold(values.toType(parameter.stored().getDataType(), false).duplicate()); // of the engine's own memory
            return;
        }
        try (NDArray converted = values.toType(parameter.stored().getDataType(), true)) {
            InPlace.copy(converted, parameter.stored());
        }
    }

    void whenPretrained(Runnable action) {
        pretrainedActions.add(action);
    }

    /** Tells the layers that the values now loaded are the pretrained ones, from which training sets out. */
    public void pretrained() {
        pretrainedActions.forEach(Runnable::run);
    }

    @Override
    public void close() {
        manager.close();
    }
}
