package recontrast.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import recontrast.data.PixelNormalization;
import recontrast.data.PreparedImages;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Images whose bytes stay on the device once they were seen, while they fit a budget. On a GPU no later batch is copied
 * there, and none waits until the GPU has done all that was asked of it before.
 */
final class DeviceImages implements Batches.Source {

    private final PreparedImages images;
    private final NDManager manager;
    private final PixelNormalization normalization;
    private final long budget;
    private final Map<Integer, NDArray> kept = new ConcurrentHashMap<>(); // each (1, 3, S, S) bytes
    private long bytes;

    /**
     * None there yet.
     *
     * @param budget bytes that may be kept on the device of {@code parent}
     */
    DeviceImages(PreparedImages images, NDManager parent, long budget) {
        this.images = images;
        this.manager = parent.newSubManager();
        this.normalization = new PixelNormalization(manager);
        this.budget = budget;
    }

    @Override
    public NDArray batch(NDManager step, int... indices) {
        images.require(Arrays.stream(indices).filter(index -> !kept.containsKey(index)).toArray());
        try (NDManager scratch = step.newSubManager()) {
            NDArray batch = NDArrays.concat(new NDList(
                    Arrays.stream(indices).mapToObj(index -> of(scratch, index)).toArray(NDArray[]::new)));
            batch.attach(scratch);
            return normalization.of(step, batch);
        }
    }

    private NDArray of(NDManager scratch, int index) {
        NDArray known = kept.get(index);
        if (known != null) {
            return known;
        }
        NDArray image = images.bytes(scratch, index);
        if (bytes + image.size() <= budget) {
            bytes += image.size();
            image.attach(manager);
            kept.put(index, image);
        }
        return image;
    }
}
