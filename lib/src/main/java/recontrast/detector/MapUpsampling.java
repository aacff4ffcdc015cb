package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.metric.AnomalyMap;
import recontrast.metric.MapProjection;
import recontrast.metric.MapProjection.Corners;
import recontrast.metric.Smoothing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes anomaly maps of distances at the points of feature maps: upsampled, summed and smoothed.
 *
 * <p>Upsampling and smoothing are one {@link Resampling} a feature map's side.
 */
public final class MapUpsampling {

    private final NDManager manager;
    private final int side;
    private final Smoothing smoothing;
    private final Corners corners;
    private final Map<Long, Resampling> projections = new ConcurrentHashMap<>();

    /**
     * To maps of one size.
     *
     * @param manager keeps the projections
     * @param side side of images and maps, in pixels
     * @param smoothing filter of the maps
     * @param corners where the corner points lie on them
     */
    public MapUpsampling(NDManager manager, int side, Smoothing smoothing, Corners corners) {
        this.manager = manager;
        this.side = side;
        this.smoothing = smoothing;
        this.corners = corners;
    }

    /**
     * The maps of a batch.
     *
     * @param distances (B, h, h), on the device
     * @param scratch owns intermediate tensors
     */
    public List<AnomalyMap> maps(NDArray distances, NDManager scratch) {
        return maps(List.of(distances), scratch);
    }

    /** The sums of the maps of several feature maps; those of one size are summed before they are projected. */
    public List<AnomalyMap> maps(Collection<NDArray> distances, NDManager scratch) {
        Map<Long, NDArray> bySide = new LinkedHashMap<>();
        distances.forEach(each -> bySide.merge(each.getShape().get(1), each, NDArray::add));
        NDArray map = bySide.entrySet().stream()
                .map(entry -> project(entry.getValue(), entry.getKey(), scratch))
                .reduce(NDArray::add).orElseThrow(); // (B, S, S)
        return asTheyAre(map);
    }

    private NDArray project(NDArray distances, long featureSide, NDManager scratch) {
        return projections.computeIfAbsent(featureSide,
                points -> new Resampling(manager, points.intValue(), side, smoothing, corners)).of(distances, scratch);
    }

    /** W of (S, h), row-major, for distance maps of side h. */
    public float[] matrix(int featureSide) {
        return MapProjection.matrix(featureSide, side, smoothing, corners);
    }

    /** Maps that have the images' size already, (B, S, S). */
    public static List<AnomalyMap> asTheyAre(NDArray maps) {
        int side = (int) maps.getShape().get(1);
        int area = side * side;
        float[] values = maps.toFloatArray();
        List<AnomalyMap> each = new ArrayList<>();
        for (int from = 0; from < values.length; from += area) {
            each.add(new AnomalyMap(side, Arrays.copyOfRange(values, from, from + area)));
        }
        return each;
    }
}
