package recontrast.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Samples decoded and resized, kept in memory as bytes, 3 H W a sample, and normalised on the device batch by batch.
 * Those that a memory budget has no room for are decoded each time; batches are the same.
 */
public final class PreparedImages {

    private final List<Sample> samples;
    private final Resolution resolution;
    private final MaskRule rule;
    private final List<PreparedImage> kept; // of the first samples
    private Map<Integer, PreparedImage> recent = Map.of(); // of others, those that were last asked for together

    private PreparedImages(List<Sample> samples, Resolution resolution, MaskRule rule, MemoryBudget budget) {
        this.samples = List.copyOf(samples);
        this.resolution = resolution;
        this.rule = rule;
        this.kept = prepared(samples.subList(0, budget.fitting(samples, resolution)));
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
        return new PreparedImages(samples, resolution, rule, budget);
    }

    private List<PreparedImage> prepared(List<Sample> some) {
        return InParallel.map(some, sample -> PreparedImage.of(sample, resolution, rule));
    }

    public int count() {
        return samples.size();
    }

    /** H and W, in pixels. */
    public ImageSize imageSize() {
        return resolution.crop();
    }

    public Sample sample(int i) {
        return samples.get(i);
    }

    /** Sample {@code i} as the network sees it, before normalisation. */
    public Picture picture(int i) {
        return image(i).picture(imageSize());
    }

    /**
     * (H, W), row-major: where sample {@code i} is defective, nowhere in a good one; empty where a defective sample
     * has no mask.
     */
    public Optional<boolean[]> mask(int i) {
        return sample(i).anomalous() ? image(i).mask() : Optional.of(new boolean[imageSize().area()]);
    }

    /** Decodes together those of these samples that are not kept: faster than one by one. */
    public void require(int... indices) {
        List<Integer> late = Arrays.stream(indices).filter(i -> i >= kept.size()).distinct().boxed().toList();
        if (!recent.keySet().containsAll(late)) {
            List<PreparedImage> images = prepared(late.stream().map(samples::get).toList());
            recent = IntStream.range(0, late.size()).boxed().collect(Collectors.toMap(late::get, images::get));
        }
    }

    private PreparedImage image(int i) {
        if (i < kept.size()) {
            return kept.get(i);
        }
        require(i);
        return recent.get(i);
    }

    /** Samples as network input, (B, 3, H, W) float32, each channel normalised by ImageNet's mean and deviation. */
    public NDArray batch(NDManager manager, int... indices) {
        try (NDManager scratch = manager.newSubManager()) {
            return new PixelNormalization(scratch).of(manager, bytes(scratch, indices));
        }
    }

    /** Samples as they are kept, (B, 3, H, W) bytes. */
    public NDArray bytes(NDManager manager, int... indices) {
        require(indices);
        ImageSize size = imageSize();
        ByteBuffer bytes = manager.allocateDirect(indices.length * Picture.CHANNELS * size.area());
        for (int i : indices) {
            bytes.put(image(i).planes());
        }
        bytes.rewind();
        return manager.create(
                bytes, new Shape(indices.length, Picture.CHANNELS, size.height(), size.width()), DataType.UINT8);
    }

    /**
     * A sample ready for batches.
     *
     * @param planes (3, H, W), so that batches need no transposing
     * @param mask (H, W), where the sample has one
     */
    private record PreparedImage(byte[] planes, Optional<boolean[]> mask) {

        static PreparedImage of(Sample sample, Resolution resolution, MaskRule rule) {
            ImageSize resize = resolution.resize();
            ImageSize crop = resolution.crop();
            Picture picture = sample.picture().get().resized(resize.width(), resize.height()).centreCropped(crop);
            Optional<boolean[]> mask = sample.mask().map(load -> load.get().prepared(resize, crop, rule));
            return new PreparedImage(planes(picture.rgb()), mask);
        }

        Picture picture(ImageSize size) {
            byte[] rgb = new byte[planes.length];
            int plane = size.area();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = planes[i % Picture.CHANNELS * plane + i / Picture.CHANNELS];
            }
            return new Picture(size.width(), size.height(), rgb);
        }

        private static byte[] planes(byte[] rgb) {
            byte[] planes = new byte[rgb.length];
            int plane = rgb.length / Picture.CHANNELS;
            for (int i = 0; i < rgb.length; i++) {
                planes[i % Picture.CHANNELS * plane + i / Picture.CHANNELS] = rgb[i];
            }
            return planes;
        }
    }
}
