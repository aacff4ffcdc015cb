package recontrast.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.util.cuda.CudaUtils;
import recontrast.data.PreparedImages;
import recontrast.model.Batch;
import recontrast.model.Encoder;

import java.lang.management.MemoryUsage;
import java.util.Optional;

/**
 * Images of a set as the network observes them.
 *
 * @param images decoded and resized
 * @param source gives them to the network
 * @param frozen their features by the encoder that never changes
 */
public record Batches(PreparedImages images, Source source, KeptTensors frozen) {

    private static final long BUDGET = 1L << 30; // bytes, for features
    private static final int GPU_SHARE = 8; // of a GPU's free memory, for features, and again for images

    /** Where network input comes from. */
    @FunctionalInterface
    public interface Source {

        /** Images as network input, (B, 3, H, W), normalised, owned by {@code step}. */
        NDArray batch(NDManager step, int... indices);
    }

    /** Images that are copied to the device for each batch. */
    public Batches(PreparedImages images, KeptTensors frozen) {
        this(images, images::batch, frozen);
    }

    /**
     * Images to be seen again and again: what can be kept on the device of {@code keeper} is.
     *
     * @param frozen the encoder that never changes
     */
    public static Batches kept(PreparedImages images, Optional<Encoder> frozen, NDManager keeper) {
        return kept(images, KeptTensors.features(images, frozen, keeper, budget(keeper)), keeper);
    }

    /**
     * Images to be seen now and then, as those of a test: of a large set, whose features do not all fit, none are kept.
     *
     * @param frozen the encoder that never changes
     */
    public static Batches seldom(PreparedImages images, Optional<Encoder> frozen, NDManager keeper) {
        return kept(images, KeptTensors.featuresOfAllOrNone(images, frozen, keeper, budget(keeper)), keeper);
    }

    private static Batches kept(PreparedImages images, KeptTensors features, NDManager keeper) {
        return keeper.getDevice().isGpu()
                ? new Batches(images, KeptTensors.input(images, keeper, budget(keeper)), features)
                : new Batches(images, features); // they are in its memory as it is
    }

    /** On a GPU, features of a large backbone take gigabytes, and there may be many. */
    private static long budget(NDManager keeper) {
        Device device = keeper.getDevice();
        if (!device.isGpu()) {
            return BUDGET;
        }
        MemoryUsage memory = CudaUtils.getGpuMemory(device);
        return Math.max(BUDGET, (memory.getMax() - memory.getCommitted()) / GPU_SHARE);
    }

    /** These images; loaded, and their frozen features looked up, when first asked for. */
    public Batch observe(NDManager step, int... indices) {
        return new Batch(() -> source.batch(step, indices), () -> frozen.features(step, indices));
    }
}
