package recontrast.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import recontrast.Experiment;
import recontrast.data.ImageSize;
import recontrast.model.ChannelsLast;
import recontrast.model.Constant;
import recontrast.model.Stage;
import recontrast.run.Compute;

import java.util.List;
import java.util.function.Function;

/**
 * What the device can do at most: a large matrix product, and the encoder's first 3x3 convolution at the experiment's
 * batch and size, the step's largest feature map.
 *
 * @param experiment whose backbone, batch, size and device count
 */
public record MachineBench(Experiment experiment) {

    private static final int SIDE = 2048;
    private static final int WARM_UP = 2;
    private static final double MILLION = 1e6;

    /**
     * How fast one of them went.
     *
     * @param what it was
     * @param operations floating-point ones, of a run
     */
    public record Speed(String what, double operations, Timing timing) {

        /** Reached by the median run. Operations a millisecond are thousands a second: 1e6 of them make a GFLOPS. */
        public double gflops() {
            return operations / timing.median() / MILLION;
        }

        /** {@code matrix product of 2048, 158 GFLOPS}. */
        @Override
        public String toString() {
            return "%s, %.0f GFLOPS".formatted(what, gflops());
        }
    }

    /** Of the product. */
    public Speed product(int count) {
        try (NDManager manager = Compute.manager(experiment.device())) {
            NDArray square = manager.randomNormal(new Shape(SIDE, SIDE));
            return new Speed("matrix product of " + SIDE, 2.0 * SIDE * SIDE * SIDE,
                    time(count, manager, scratch -> Constant.lent(square, scratch).matMul(square)));
        }
    }

    /** Of the convolution, in the engine's own order of tensors and in that in which networks compute here. */
    public List<Speed> convolutions(int count) {
        try (NDManager manager = Compute.manager(experiment.device())) {
            long channels = experiment.backbone().planes().get(0);
            ImageSize size = experiment.resolution().crop().dividedBy(Stage.LAYER1.stride());
            long batch = experiment.plan().batch();
            NDArray maps = manager.randomNormal(new Shape(batch, channels, size.height(), size.width()));
            NDArray filters = manager.randomNormal(new Shape(channels, channels, 3, 3));
            String what = "3x3 convolution of " + maps.getShape();
            double operations = 2.0 * 9 * channels * channels * batch * size.area();
            return List.of(
                    new Speed(what, operations, convolution(count, manager, maps, filters)),
                    new Speed(what + ", channels last", operations,
                            convolution(count, manager, ChannelsLast.copy(maps), ChannelsLast.copy(filters))));
        }
    }

    private static Timing convolution(int count, NDManager manager, NDArray maps, NDArray filters) {
        return time(count, manager, scratch -> Conv2d.conv2d(
                Constant.lent(maps, scratch), filters, null, new Shape(1, 1), new Shape(1, 1)).singletonOrThrow());
    }

    private static Timing time(int count, NDManager manager, Function<NDManager, NDArray> work) {
        return Timing.measured(WARM_UP, count, () -> {
            try (NDManager scratch = manager.newSubManager()) {
                work.apply(scratch).get(0).sum().getFloat();
            }
        });
    }
}
