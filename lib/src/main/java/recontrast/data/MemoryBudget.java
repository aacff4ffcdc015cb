package recontrast.data;

import org.apiguardian.api.API;

import java.util.List;
import java.util.Optional;

/**
 * How much memory the prepared images of one set may take; images beyond it are decoded each time they are needed.
 *
 * @param bytes of images and masks
 */
@API(status = API.Status.EXPERIMENTAL)
public record MemoryBudget(long bytes) {

    private static final int PART = 4; // training and test set each; the rest is for anomaly maps and metrics
    private static final int MAPPED = Float.BYTES + 1; // a pixel, in bytes, of a map and its mask

    public MemoryBudget {
        if (bytes < 0) {
            throw new IllegalArgumentException("expected a memory budget of 0 bytes or more; found " + bytes);
        }
    }

    /** A quarter of the memory that Java may take ({@code -Xmx}). */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / PART);
    }

    /** What to know about samples that do not all fit; nothing where they do. */
    public Optional<String> shortage(List<Sample> samples, Resolution resolution) {
        int fitting = fitting(samples, resolution);
        return fitting == samples.size() ? Optional.empty() : Optional.of(
                "%d of %d images are kept in memory, the others decoded each time: a larger Java heap (-Xmx) keeps more"
                        .formatted(fitting, samples.size()));
    }

    /** What to know where metrics of pixels, which need maps and masks of all of these, take more than is left for them. */
    public Optional<String> shortageOfMaps(List<Sample> samples, Resolution resolution) {
        long needed = resolution.tilings(samples).stream().mapToLong(tiling -> MAPPED * (long) tiling.image().area()).sum();
        return needed <= (PART - 2) * bytes ? Optional.empty() : Optional.of(
                "maps and masks of %d images take %d MiB for the metrics of pixels: a larger Java heap (-Xmx) has room"
                        .formatted(samples.size(), needed >> 20));
    }

    /** How many of these samples fit, from the first one on. */
    public int fitting(List<Sample> samples, Resolution resolution) {
        return fitting(samples, resolution.tilings(samples));
    }

    /** @param tilings of the samples */
    int fitting(List<Sample> samples, List<Tiling> tilings) {
        long used = 0;
        int count = 0;
        for (Sample sample : samples) {
            long pixels = tilings.get(count).image().area();
            used += pixels * (Picture.CHANNELS + (sample.mask().isPresent() ? 1 : 0));
            if (used > bytes) {
                break;
            }
            count++;
        }
        return count;
    }
}
