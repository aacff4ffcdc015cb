package recontrast.detector;

import ai.djl.ndarray.NDArray;
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

    /** Point distances of one of the pairs: (B, h, h). */
    NDArray of(FeaturePair pair) {
        return distances.computeIfAbsent(pair, unmeasured -> Cosine.pointDistances(pair.target(), pair.reconstruction()));
    }
}
