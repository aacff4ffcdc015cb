package recontrast.rival;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import recontrast.model.Constant;
import recontrast.model.Initializer;
import recontrast.model.Parameter;
import recontrast.model.Scope;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A conditional normalising flow over vectors (N, C), as FrEIA builds it (Ardizzone et al. 2018 to 2022): coupling blocks
 * carry them to where they are standard normal, which tells their likelihood.
 *
 * <p>A block lets go of what it does not give on, so that without a gradient memory is bounded by one block.
 */
record Flow(List<Coupling> couplings) {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /**
     * A flow whose weights are of that scope.
     *
     * @param channels of a vector (C)
     * @param condition numbers that the flow depends on besides (P)
     * @param clamp largest logarithm that a block scales by
     */
    Flow(Scope scope, int blocks, int channels, int condition, double clamp) {
        this(IntStream.range(0, blocks)
                .mapToObj(i -> new Coupling(scope.at("block" + i), channels, condition, clamp)).toList());
    }

    /**
     * The logarithm of the likelihood of each vector, divided by C: (N).
     *
     * @param vectors (N, C), which are let go
     * @param conditions (N, P)
     */
    NDArray logLikelihood(NDArray vectors, NDArray conditions) {
        long channels = vectors.getShape().get(1);
        Carried carried = new Carried(vectors, vectors.getManager().zeros(new Shape(1)));
        for (Coupling coupling : couplings) {
            carried = coupling.carry(carried, conditions);
        }
        NDArray normal = carried.at.square().mean(new int[] {1}).add(Constant.of(LOG_2_PI, conditions));
        return carried.volume.div(Constant.of(channels, conditions)).sub(normal.mul(Constant.of(0.5, conditions)));
    }

    /**
     * Vectors on their way.
     *
     * @param at where they are, (N, C)
     * @param volume logarithm of the determinant of the way so far, (N) or (1)
     */
    private record Carried(NDArray at, NDArray volume) { }

    /**
     * A block: one half of the channels tells, with the condition, how the other is scaled and shifted; then every channel
     * is, and all are put in another order, which stays as it is drawn.
     *
     * @param scale (C), before {@link #positive}
     * @param offset (C)
     * @param order (C)
     */
    private record Coupling(Linear first, Linear second, Parameter scale, Parameter offset, Parameter order, double clamp) {

        private static final double DAMPING = 0.1; // of what the layers give
        private static final double ONE = 2 * Math.log(Math.expm1(5)); // which the positive function makes 1

        Coupling(Scope scope, int channels, int condition, double clamp) {
            this(new Linear(scope.at("first"), telling(channels) + condition, 2 * (telling(channels) + condition)),
                    new Linear(scope.at("second"), 2 * (telling(channels) + condition), 2 * (channels / 2)),
                    scope.weight("scale", new Shape(channels), Initializer.constant((float) ONE)),
                    scope.weight("offset", new Shape(channels), Initializer.constant(0)),
                    scope.buffer("order", new Shape(channels), (shape, random) -> shuffled(channels, random)),
                    clamp);
        }

        private static int telling(int channels) {
            return channels - channels / 2;
        }

        private static float[] shuffled(int count, RandomGenerator random) {
            float[] order = new float[count];
            for (int i = 0; i < count; i++) { // Fisher and Yates, inside out
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            return order;
        }

        Carried carry(Carried before, NDArray conditions) {
            try (NDManager inner = before.at.getManager().newSubManager()) {
                before.at.attach(inner);
                before.volume.attach(inner);
                long told = before.at.getShape().get(1) / 2;
                NDArray telling = before.at.get(":, :-" + told);
                NDArray both = second.of(Activation.relu(first.of(telling.concat(conditions, 1))))
                        .mul(Constant.of(DAMPING, telling));
                NDArray logScale = both.get(":, :" + told).tanh().mul(Constant.of(clamp, telling)); // (N, C/2)
                NDArray moved = before.at.get(":, -" + told + ":").mul(logScale.exp()).add(both.get(":, " + told + ":"));
                NDArray positive = positive(scale.value(telling));
                NDArray scaled = telling.concat(moved, 1).mul(positive).add(offset.value(telling));
                NDArray volume = before.volume.add(logScale.sum(new int[] {1})).add(positive.log().sum());
                return new Carried(inner.ret(ordered(scaled)), inner.ret(volume));
            }
        }

        /** Of any number a positive one, by a flat softplus. */
        private static NDArray positive(NDArray x) {
            return Activation.softPlus(x.mul(Constant.of(0.5, x))).mul(Constant.of(2 * DAMPING, x));
        }

        private NDArray ordered(NDArray x) {
            return x.gather(order.value(x).toType(DataType.INT64, false).reshape(1, -1).broadcast(x.getShape()), 1);
        }
    }
}
