package recontrast.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import recontrast.Experiment;
import recontrast.data.ImageSize;
import recontrast.model.Stage;
import recontrast.run.Compute;

import java.util.LinkedHashMap;
import java.util.Map;
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

    /** By what was timed, with the rate reached by the median run. */
    public Map<String, Timing> timings(int count) {
        Map<String, Timing> timings = new LinkedHashMap<>();
        try (NDManager manager = Compute.manager(experiment.device())) {
            NDArray square = manager.randomNormal(new Shape(SIDE, SIDE));
            Timing product = time(count, manager, scratch -> attached(square, scratch).matMul(square));
            timings.put(name("matrix product of " + SIDE, 2.0 * SIDE * SIDE * SIDE, product), product);

            long channels = experiment.backbone().channels(1) / experiment.backbone().block().expansion();
            ImageSize size = experiment.resolution().crop().dividedBy(Stage.LAYER1.stride());
            long batch = experiment.plan().batch();
            NDArray maps = manager.randomNormal(new Shape(batch, channels, size.height(), size.width()));
            NDArray kernel = manager.randomNormal(new Shape(channels, channels, 3, 3));
            Timing convolution = time(count, manager, scratch -> Conv2d.conv2d(attached(maps, scratch), kernel, null,
                    new Shape(1, 1), new Shape(1, 1)).singletonOrThrow());
            timings.put(name("3x3 convolution of " + maps.getShape(),
                    2.0 * 9 * channels * channels * batch * size.area(), convolution), convolution);
        }
        return timings;
    }

    private static Timing time(int count, NDManager manager, Function<NDManager, NDArray> work) {
        return Timing.measured(WARM_UP, count, () -> {
            try (NDManager scratch = manager.newSubManager()) {
                work.apply(scratch).get(0).sum().getFloat();
            }
        });
    }

    private static NDArray attached(NDArray array, NDManager scratch) {
        NDArray view = array.stopGradient();
        view.attach(scratch);
        return view;
    }

    /** Floating-point operations a millisecond are thousands a second: 1e6 of them make a GFLOPS. */
    private static String name(String what, double operations, Timing timing) {
        return "%s, %.0f GFLOPS".formatted(what, operations / timing.median() / MILLION);
    }
}
