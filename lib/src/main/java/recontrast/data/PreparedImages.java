package recontrast.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.apiguardian.api.API;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Samples decoded and resized, kept in memory as bytes, 3 a pixel, and normalised on the device batch by batch. Those that
 * a memory budget has no room for are decoded each time; batches are the same.
 *
 * <p>What the network sees of them are inputs of one size: each sample is one or, where the resolution has tiles, as many
 * as it has tiles, those of one sample after those of another.
 */
@API(status = API.Status.EXPERIMENTAL)
public final class PreparedImages {

    private final List<Sample> samples;
    private final Resolution resolution;
    private final MaskRule rule;
    private final List<Tiling> tilings; // of the samples
    private final int[] firsts; // of the inputs of each sample; then how many there are
    private final PreparedImage[] kept; // of the first samples; of those that are drawn, once they were asked for
    private Map<Integer, PreparedImage> recent = Map.of(); // of others, those that were last asked for together

    private PreparedImages(List<Sample> samples, Resolution resolution, MaskRule rule, MemoryBudget budget) {
        this.samples = List.copyOf(samples);
        this.resolution = resolution;
        this.rule = rule;
        this.tilings = resolution.tilings(samples);
        this.firsts = new int[samples.size() + 1];
        for (int i = 0; i < samples.size(); i++) {
            firsts[i + 1] = firsts[i] + tilings.get(i).count();
        }
        this.kept = new PreparedImage[budget.fitting(samples, tilings)];
        decode(IntStream.range(0, kept.length).filter(i -> samples.get(i).file().isPresent()));
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
     * Decodes those of files on all processors, so that broken ones show at once; others are drawn when they are asked for.
     * An interrupt of the calling thread ends it within an image, the flag still set.
     *
     * @throws DataException where an image or mask cannot be used
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    public static PreparedImages of(
            List<Sample> samples, Resolution resolution, MaskRule rule, MemoryBudget budget) {
        return new PreparedImages(samples, resolution, rule, budget);
    }

    public int count() {
        return samples.size();
    }

    /** How many inputs the network sees of them. */
    public int inputs() {
        return firsts[samples.size()];
    }

    /** Those of sample {@code i}, tile after tile. */
    public IntStream inputs(int i) {
        return IntStream.range(firsts[i], firsts[i + 1]);
    }

    /** How sample {@code i} is divided. */
    public Tiling tiling(int i) {
        return tilings.get(i);
    }

    /** Whether maps of the samples are joined of those of several inputs. */
    public boolean divided() {
        return resolution.divides();
    }

    public Sample sample(int i) {
        return samples.get(i);
    }

    /** Sample {@code i} as the network sees it, whole and before normalisation. */
    public Picture picture(int i) {
        return image(i).picture(tilings.get(i).image());
    }

    /**
     * As large as the picture, row-major: where sample {@code i} is defective, nowhere in a good one; empty where a
     * defective sample has no mask.
     */
    public Optional<boolean[]> mask(int i) {
        return sample(i).anomalous() ? image(i).mask() : Optional.of(new boolean[tilings.get(i).image().area()]);
    }

    /** Decodes together the samples of these inputs that are not at hand: faster than one by one. */
    public void require(int... inputs) {
        decode(Arrays.stream(inputs).map(this::sampleOf));
    }

    private int sampleOf(int input) {
        int place = Arrays.binarySearch(firsts, input);
        return place < 0 ? -place - 2 : place; // between two firsts
    }

    private void decode(IntStream some) {
        List<Integer> missing = some.filter(i -> i >= kept.length || kept[i] == null).distinct().boxed().toList();
        if (!recent.keySet().containsAll(missing)) {
            List<PreparedImage> images = InParallel.map(missing, i ->
                    PreparedImage.of(samples.get(i), resolution, tilings.get(i).image(), rule));
            recent = new HashMap<>();
            for (int at = 0; at < images.size(); at++) {
                int i = missing.get(at);
                if (i < kept.length) {
                    kept[i] = images.get(at);
                } else {
                    recent.put(i, images.get(at));
                }
            }
        }
    }

    private PreparedImage image(int i) {
        decode(IntStream.of(i));
        return i < kept.length ? kept[i] : recent.get(i);
    }

    /** Inputs as the network takes them, (B, 3, H, W) float32, each channel normalised by ImageNet's mean and deviation. */
    public NDArray batch(NDManager manager, int... inputs) {
        try (NDManager scratch = manager.newSubManager()) {
            return new PixelNormalization(scratch).of(manager, bytes(scratch, inputs));
        }
    }

    /** Inputs before normalisation, (B, 3, H, W) bytes. */
    public NDArray bytes(NDManager manager, int... inputs) {
        require(inputs);
        ImageSize size = resolution.crop();
        ByteBuffer bytes = manager.allocateDirect(inputs.length * Picture.CHANNELS * size.area());
        for (int input : inputs) {
            int i = sampleOf(input);
            tilings.get(i).cut(image(i).planes(), input - firsts[i], bytes);
        }
        bytes.rewind();
        return manager.create(
                bytes, new Shape(inputs.length, Picture.CHANNELS, size.height(), size.width()), DataType.UINT8);
    }

    /**
     * A sample ready for batches.
     *
     * @param planes (3, height, width), so that batches need no transposing
     * @param mask (height, width), where the sample has one
     */
    private record PreparedImage(byte[] planes, Optional<boolean[]> mask) {

        static PreparedImage of(Sample sample, Resolution resolution, ImageSize size, MaskRule rule) {
            ImageSize resize = resolution.resize().orElse(size);
            Picture picture = sample.picture().get().resized(resize.width(), resize.height()).centreCropped(size);
            Optional<boolean[]> mask = sample.mask().map(load -> load.get().prepared(resize, size, rule));
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
