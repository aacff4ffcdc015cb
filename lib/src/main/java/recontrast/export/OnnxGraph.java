package recontrast.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import recontrast.data.AtomicFile;
import recontrast.model.Activation;
import recontrast.model.BatchNormalization;
import recontrast.model.Parameter;
import recontrast.model.Reading;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A graph of ONNX operators, written down as a network is read; a tensor is known by its name.
 *
 * <p>Field numbers are those of {@code onnx.proto}, operators those of opset {@value OnnxFile#OPSET}. Weights keep
 * their names, hold single precision and are written as raw bytes.
 */
final class OnnxGraph implements Reading.OfBatches<String> {

    private static final int FLOAT = 1; // TensorProto.DataType
    private static final int INT64 = 7;

    private final WireMessage graph = new WireMessage().text(2, "detector"); // GraphProto
    private final Set<String> initializers = new HashSet<>();
    private int nodes;

    /** GraphProto so far. */
    WireMessage message() {
        return graph;
    }

    /** A tensor that is given. */
    String input(String name, Object... dimensions) {
        graph.message(11, valueInfo(name, dimensions));
        return name;
    }

    /** Gives a tensor out, under this name. */
    void output(String name, String tensor, Object... dimensions) {
        node("Identity", List.of(tensor), name);
        graph.message(12, valueInfo(name, dimensions));
    }

    /** @param dimensions a number, or a name where it may be any */
    private static WireMessage valueInfo(String name, Object... dimensions) {
        WireMessage shape = new WireMessage();
        for (Object dimension : dimensions) {
            WireMessage one = new WireMessage();
            shape.message(1, dimension instanceof Integer fixed ? one.number(1, fixed) : one.text(2, (String) dimension));
        }
        WireMessage tensor = new WireMessage().number(1, FLOAT).message(2, shape);
        return new WireMessage().text(1, name).message(2, new WireMessage().message(1, tensor));
    }

    /** What an operator makes of these tensors. */
    String apply(String operator, List<String> inputs, WireMessage... attributes) {
        String output = operator + "_" + nodes;
        node(operator, inputs, output, attributes);
        return output;
    }

    /** The so many largest numbers of each row of a tensor (B, N): (B, count). */
    String largest(String rows, int count) {
        List<String> outputs = List.of("largest_" + nodes, "places_of_largest_" + nodes);
        node("TopK", List.of(rows, constant("count_" + count, (long) count)), outputs);
        return outputs.get(0);
    }

    private void node(String operator, List<String> inputs, String output, WireMessage... attributes) {
        node(operator, inputs, List.of(output), attributes);
    }

    private void node(String operator, List<String> inputs, List<String> outputs, WireMessage... attributes) {
        WireMessage node = new WireMessage();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, "node_" + nodes++).text(4, operator);
        for (WireMessage attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    /** An attribute that is a whole number. */
    static WireMessage whole(String name, long value) {
        return new WireMessage().text(1, name).number(3, value).number(20, 2);
    }

    /** An attribute that is a number in single precision. */
    static WireMessage real(String name, float value) {
        return new WireMessage().text(1, name).real(2, value).number(20, 1);
    }

    /** An attribute that is a list of whole numbers. */
    static WireMessage list(String name, long... values) {
        return new WireMessage().text(1, name).numbers(8, values).number(20, 7);
    }

    /** A number. */
    String constant(float value) {
        return constant("constant_" + value, new float[] {value});
    }

    /** Numbers, row-major, of that shape; without one, a number alone. */
    String constant(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initializer(name, FLOAT, shape, bytes.capacity(), out -> out.write(bytes.array()));
    }

    /** Whole numbers, one behind the other. */
    String constant(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initializer(name, INT64, new long[] {values.length}, bytes.capacity(), out -> out.write(bytes.array()));
    }

    private String weight(Parameter parameter, long... shape) {
        return initializer(parameter.name(), FLOAT, shape, Float.BYTES * LongStream.of(shape).reduce(1, (a, b) -> a * b),
                out -> write(parameter.stored(), out));
    }

    private String weight(Parameter parameter) {
        return weight(parameter, parameter.stored().getShape().getShape());
    }

    /** TensorProto, once. */
    private String initializer(String name, int type, long[] shape, long bytes, AtomicFile.Content values) {
        if (initializers.add(name)) {
            graph.message(5, new WireMessage().numbers(1, shape).number(2, type).text(8, name).content(9, bytes, values));
        }
        return name;
    }

    private static void write(NDArray stored, OutputStream out) throws IOException {
        try (NDManager scratch = stored.getManager().newSubManager()) {
            NDArray values = stored.toType(DataType.FLOAT32, true);
            values.attach(scratch);
            byte[] bytes = new byte[(int) (Float.BYTES * values.size())];
            values.toByteBuffer(true).get(bytes);
            out.write(bytes);
        }
    }

    @Override
    public String convolution(String x, Parameter weight, Windows windows) {
        return apply("Conv", List.of(x, weight(weight)),
                whole("group", windows.groups()),
                list("strides", windows.stride(), windows.stride()),
                list("pads", windows.before(), windows.before(), windows.after(), windows.after()));
    }

    @Override
    public String upConvolution(String x, Parameter weight) {
        return apply("ConvTranspose", List.of(x, weight(weight)), list("strides", 2, 2));
    }

    @Override
    public String biased(String x, Parameter bias) {
        return apply("Add", List.of(x, weight(bias, bias.stored().size(), 1, 1)));
    }

    @Override
    public String normalized(String x, BatchNormalization by) {
        return apply("BatchNormalization", List.of(x, weight(by.weight()), weight(by.bias()), weight(by.runningMean()),
                weight(by.runningVar())), real("epsilon", by.epsilon()));
    }

    @Override
    public String activated(String x, Activation by) {
        return switch (by) {
            case IDENTITY -> x;
            case RELU -> apply("Relu", List.of(x));
            case RELU6 -> apply("Clip", List.of(x, constant(0), constant(6)));
            case GELU -> gelu(x);
        };
    }

    /** x / 2 (1 + erf(x / sqrt(2))), for which this opset has no operator. */
    private String gelu(String x) {
        String erf = apply("Erf", List.of(apply("Mul", List.of(x, constant((float) Math.sqrt(0.5))))));
        String share = apply("Mul", List.of(apply("Add", List.of(erf, constant(1))), constant(0.5f)));
        return apply("Mul", List.of(x, share));
    }

    @Override
    public String maxPooled(String x) {
        return apply("MaxPool", List.of(x), list("kernel_shape", 3, 3), list("strides", 2, 2),
                list("pads", 1, 1, 1, 1));
    }

    @Override
    public String sum(String a, String b) {
        return apply("Add", List.of(a, b));
    }

    @Override
    public String joined(List<String> maps) {
        return apply("Concat", maps, whole("axis", 1));
    }

    @Override
    public String followed(String first, String second) {
        return apply("Concat", List.of(first, second), whole("axis", 0));
    }

    @Override
    public List<String> halves(String both) {
        List<String> halves = List.of("first_half_" + nodes, "second_half_" + nodes);
        node("Split", List.of(both), halves, whole("axis", 0));
        return halves;
    }
}
