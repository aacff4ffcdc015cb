package recontrast.detector;

import ai.djl.ndarray.NDArray;
import recontrast.analysis.MapSelection;
import recontrast.loss.Cosine;
import recontrast.model.FeaturePair;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How badly each point of a batch is reconstructed: each pair is measured once, however many maps it feeds. */
final class PointErrors {

    private final List<FeaturePair> pairs;
    private final Map<FeaturePair, NDArray> distances = new IdentityHashMap<>();

    PointErrors(List<FeaturePair> pairs) {
        this.pairs = pairs;
    }

    List<FeaturePair> pairs() {
        return pairs;
    }

    /** Point distances of the pairs selected, each (B, h, h). */
    List<NDArray> of(MapSelection selection) {
        return selection.from(pairs).stream().map(this::of).toList();
    }

    private NDArray of(FeaturePair pair) {
        return distances.computeIfAbsent(pair, unmeasured -> Cosine.pointDistances(pair.target(), pair.reconstruction()));
    }
}
