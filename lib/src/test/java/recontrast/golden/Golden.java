package recontrast.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import recontrast.model.Parameter;
import recontrast.model.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.DoubleUnaryOperator;

/** The reference figures and the inputs they were computed from. */
public final class Golden {

    private Golden() { }

    /** A file of reference figures, for example {@code "training.json"}. */
    public static JsonNode read(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tensor of {@code change(u)} over the stream of that name. */
    public static NDArray tensor(NDManager manager, String name, Shape shape, DoubleUnaryOperator change) {
        double[] values = Uniform.of(name, Math.toIntExact(shape.size()));
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) change.applyAsDouble(values[i]);
        }
        return manager.create(floats, shape);
    }

    /** Gives every tensor the reference value of its name; the frozen encoder takes the trained one's. */
    public static void fill(Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            if (!parameter.name().endsWith("num_batches_tracked")) {
                Shape shape = parameter.stored().getShape();
                String name = parameter.name().replace("encoder_freeze.", "encoder.");
                try (NDArray values = tensor(parameters.manager(), name, shape, value(name, shape))) {
                    parameters.load(parameter.name(), values);
                }
            }
        }
        parameters.pretrained();
    }

    private static DoubleUnaryOperator value(String name, Shape shape) {
        if (name.endsWith("running_mean")) {
            return u -> 0.1 * u;
        }
        if (name.endsWith("running_var")) {
            return u -> 1 + 0.5 * u;
        }
        if (shape.dimension() == 4) {
            boolean transposed = name.contains("upsample.0") || name.startsWith("decoder.layer") && shape.get(2) == 2;
            long fanIn = transposed ? shape.get(0) : shape.get(1) * shape.get(2) * shape.get(3);
            return u -> u * Math.sqrt(6.0 / fanIn);
        }
        return name.endsWith("weight") ? u -> 1 + 0.25 * u : u -> 0.1 * u;
    }
}
