package recontrast.data;

import java.util.List;
import java.util.Optional;

/**
 * A sample whose picture or mask cannot be used.
 *
 * @param id of the sample
 * @param reason one line that names the file, and says what is wrong with it and what to do
 */
public record BrokenSample(String id, String reason) {

    /**
     * Decodes every picture and mask, on all processors, and names those that fail.
     *
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted
     */
    public static List<BrokenSample> among(List<Sample> samples) {
        return InParallel.map(samples, BrokenSample::of).stream().flatMap(Optional::stream).toList();
    }

    private static Optional<BrokenSample> of(Sample sample) {
        try {
            sample.picture().get();
            sample.mask().ifPresent(mask -> mask.get());
            return Optional.empty();
        } catch (DataException broken) {
            return Optional.of(new BrokenSample(sample.id(), broken.getMessage()));
        }
    }
}
