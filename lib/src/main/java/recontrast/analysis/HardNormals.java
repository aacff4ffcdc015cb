package recontrast.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.loss.HardNormalCosine;
import recontrast.model.FeaturePair;

import java.util.List;

/** Which points of normal images still teach the student under hard-normal mining (paper, Table A4). */
public final class HardNormals {

    private HardNormals() { }

    /** For each image of a pair: 1 where a point keeps its gradient, 0 where it is found easy. */
    public static List<PointMap> of(FeaturePair pair, double alpha) {
        try (NDManager scratch = pair.target().getManager().newSubManager()) {
            NDArray hard = HardNormalCosine.hard(pair, alpha);
            hard.attach(scratch);
            return PointMap.each(hard);
        }
    }

    /** The fraction of all points of these pairs that is found easy and gives no gradient. */
    public static double discarded(List<FeaturePair> pairs, double alpha) {
        return pairs.stream().flatMap(pair -> of(pair, alpha).stream())
                .mapToDouble(map -> map.fractionOfZeros() * map.values().length).sum()
                / pairs.stream().mapToDouble(pair -> pair.target().size() / pair.target().getShape().get(1)).sum();
    }
}
