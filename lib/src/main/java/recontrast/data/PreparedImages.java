package recontrast.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Samples decoded and resized, kept in memory as bytes, 3 S S a sample, and normalised on the device batch by batch.
 * Those that a memory budget has no room for are decoded each time; batches are the same.
 */
public final class PreparedImages {

    private final PreparedSamples images;
    private final int side;

    private PreparedImages(PreparedSamples images, int side) {
        this.images = images;
        this.side = side;
    }

    /**
     * Within the budget of this Java's heap.
     *
     * @throws DataException where an image or mask cannot be used
     */
    public static PreparedImages of(List<Sample> samples, Resolution resolution, MaskRule rule) {
        return of(samples, resolution, rule, MemoryBudget.ofHeap());
    }

    /**
     * Decodes on all processors; an interrupt of the calling thread ends it within an image, the flag still set.
     *
     * @throws DataException where an image or mask cannot be used
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    public static PreparedImages of(
            List<Sample> samples, Resolution resolution, MaskRule rule, MemoryBudget budget) {
        return new PreparedImages(new PreparedSamples(samples, resolution, rule, budget), resolution.crop());
    }

    public int count() {
        return images.samples().size();
    }

    /** S, in pixels. */
    public int side() {
        return side;
    }

    public Sample sample(int i) {
        return images.samples().get(i);
    }

    /** Sample {@code i} as the network sees it, before normalisation. */
    public Picture picture(int i) {
        return images.get(i).picture(side);
    }

    /**
     * (S, S), row-major: where sample {@code i} is defective, nowhere in a good one; empty where a defective sample
     * has no mask.
     */
    public Optional<boolean[]> mask(int i) {
        return sample(i).anomalous() ? images.get(i).mask() : Optional.of(new boolean[side * side]);
    }

    /** Decodes together those of these samples that are not kept: faster than one by one. */
    public void require(int... indices) {
        images.require(indices);
    }

    /** Samples as network input, (B, 3, S, S) float32, each channel normalised by ImageNet's mean and deviation. */
    public NDArray batch(NDManager manager, int... indices) {
        try (NDManager scratch = manager.newSubManager()) {
            return new PixelNormalization(scratch).of(manager, bytes(scratch, indices));
        }
    }

    /** Samples as they are kept, (B, 3, S, S) bytes. */
    public NDArray bytes(NDManager manager, int... indices) {
        images.require(indices);
        ByteBuffer bytes = manager.allocateDirect(indices.length * Picture.CHANNELS * side * side);
        for (int i : indices) {
            bytes.put(images.get(i).planes());
        }
        bytes.rewind();
        return manager.create(bytes, new Shape(indices.length, Picture.CHANNELS, side, side), DataType.UINT8);
    }
}
