package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import recontrast.analysis.MapSelection;
import recontrast.metric.AnomalyMap;
import recontrast.metric.MapProjection;
import recontrast.metric.Smoothing;
import recontrast.model.FeaturePair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a model's reconstruction errors into anomaly maps: point distances of all pairs, upsampled, summed and
 * smoothed.
 *
 * <p>Upsampling and smoothing are one matrix W a stage: a distance map D becomes W D W^T, on the device.
 */
final class AnomalyMapper {

    private final NDManager manager;
    private final int side;
    private final Smoothing smoothing;
    private final Map<Long, NDArray> projections = new LinkedHashMap<>();

    /**
     * Maps of images of one size.
     *
     * @param manager keeps the projections
     * @param side side of images and maps, in pixels
     * @param smoothing filter of the maps
     */
    AnomalyMapper(NDManager manager, int side, Smoothing smoothing) {
        this.manager = manager;
        this.side = side;
        this.smoothing = smoothing;
    }

    /**
     * The maps of a batch, summed over the pairs selected; intermediate tensors belong to {@code scratch}.
     *
     * @param errors of the batch
     */
    List<AnomalyMap> maps(MapSelection selection, PointErrors errors, NDManager scratch) {
        Map<Long, NDArray> bySide = new LinkedHashMap<>(); // pairs of one size are summed before they are projected
        for (FeaturePair pair : selection.from(errors.pairs())) {
            NDArray distances = errors.of(pair); // (B, h, h)
            bySide.merge(distances.getShape().get(1), distances, NDArray::add);
        }
        NDArray map = bySide.entrySet().stream()
                .map(entry -> project(entry.getValue(), entry.getKey(), scratch))
                .reduce(NDArray::add).orElseThrow(); // (B, S, S)
        return split(map.toFloatArray());
    }

    private NDArray project(NDArray distances, long featureSide, NDManager scratch) {
        NDArray stored = projections.computeIfAbsent(featureSide, this::projection);
        NDArray w = stored.stopGradient(); // (S, h)
        w.attach(scratch);
        return w.matMul(distances).matMul(w.transpose());
    }

    private NDArray projection(long featureSide) {
        float[] matrix = MapProjection.matrix((int) featureSide, side, smoothing);
        return manager.create(matrix, new Shape(side, featureSide));
    }

    private List<AnomalyMap> split(float[] values) {
        int area = side * side;
        List<AnomalyMap> maps = new ArrayList<>();
        for (int from = 0; from < values.length; from += area) {
            maps.add(new AnomalyMap(side, Arrays.copyOfRange(values, from, from + area)));
        }
        return maps;
    }
}
