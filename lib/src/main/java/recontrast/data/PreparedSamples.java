package recontrast.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Samples made ready: the first ones once, as many as fit a budget; the others when they are asked for, those asked for
 * together on all processors, and kept until others are.
 */
final class PreparedSamples {

    private final List<Sample> samples;
    private final Resolution resolution;
    private final MaskRule rule;
    private final List<PreparedImage> kept;
    private Map<Integer, PreparedImage> recent = Map.of();

    PreparedSamples(List<Sample> samples, Resolution resolution, MaskRule rule, MemoryBudget budget) {
        this.samples = List.copyOf(samples);
        this.resolution = resolution;
        this.rule = rule;
        this.kept = prepared(samples.subList(0, budget.fitting(samples, resolution)));
    }

    private List<PreparedImage> prepared(List<Sample> some) {
        return InParallel.map(some, sample -> PreparedImage.of(sample, resolution, rule));
    }

    List<Sample> samples() {
        return samples;
    }

    PreparedImage get(int i) {
        if (i < kept.size()) {
            return kept.get(i);
        }
        require(i);
        return recent.get(i);
    }

    /** Makes these ready at once. */
    void require(int... indices) {
        List<Integer> late = Arrays.stream(indices).filter(i -> i >= kept.size()).distinct().boxed().toList();
        if (!recent.keySet().containsAll(late)) {
            List<PreparedImage> images = prepared(late.stream().map(samples::get).toList());
            Map<Integer, PreparedImage> ready = new LinkedHashMap<>();
            IntStream.range(0, late.size()).forEach(i -> ready.put(late.get(i), images.get(i)));
            recent = ready;
        }
    }
}
