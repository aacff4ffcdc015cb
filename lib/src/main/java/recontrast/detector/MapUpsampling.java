package recontrast.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import recontrast.data.ImageSize;
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
 * <p>Upsampling and smoothing are one {@link Resampling} a feature map's size.
 */
public final class MapUpsampling {

    private final NDManager manager;
    private final ImageSize size;
    private final Smoothing smoothing;
    private final Corners corners;
    private final Map<ImageSize, Resampling> projections = new ConcurrentHashMap<>();

    /**
     * To maps of one size.
     *
     * @param manager keeps the projections
     * @param size of images and maps
     * @param smoothing filter of the maps
     * @param corners where the corner points lie on them
     */
    public MapUpsampling(NDManager manager, ImageSize size, Smoothing smoothing, Corners corners) {
        this.manager = manager;
        this.size = size;
        this.smoothing = smoothing;
        this.corners = corners;
    }

    /**
     * The maps of a batch.
     *
     * @param distances (B, h, w), on the device
     * @param scratch owns intermediate tensors
     */
    public List<AnomalyMap> maps(NDArray distances, NDManager scratch) {
        return maps(List.of(distances), scratch);
    }

    /** The sums of the maps of several feature maps; those of one size are summed before they are projected. */
    public List<AnomalyMap> maps(Collection<NDArray> distances, NDManager scratch) {
        Map<ImageSize, NDArray> bySize = new LinkedHashMap<>();
        distances.forEach(each -> bySize.merge(size(each), each, NDArray::add));
        NDArray map = bySize.entrySet().stream()
                .map(entry -> project(entry.getValue(), entry.getKey(), scratch))
                .reduce(NDArray::add).orElseThrow(); // (B, H, W)
        return asTheyAre(map);
    }

    private NDArray project(NDArray distances, ImageSize points, NDManager scratch) {
        return projections.computeIfAbsent(points,
                from -> new Resampling(manager, from, size, smoothing, corners)).of(distances, scratch);
    }

    /** W of (pixels, points), row-major, along one edge. */
    public float[] matrix(int points, int pixels) {
        return MapProjection.matrix(points, pixels, smoothing, corners);
    }

    /** Maps that have the images' size already, (B, H, W). */
    public static List<AnomalyMap> asTheyAre(NDArray maps) {
        ImageSize size = size(maps);
        float[] values = maps.toFloatArray();
        List<AnomalyMap> each = new ArrayList<>();
        for (int from = 0; from < values.length; from += size.area()) {
            each.add(new AnomalyMap(
                    size.height(), size.width(), Arrays.copyOfRange(values, from, from + size.area())));
        }
        return each;
    }

    /** That of maps (B, H, W). */
    private static ImageSize size(NDArray maps) {
        return new ImageSize((int) maps.getShape().get(1), (int) maps.getShape().get(2));
    }
}
