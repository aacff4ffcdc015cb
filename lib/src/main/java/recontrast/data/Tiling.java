package recontrast.data;

import java.nio.ByteBuffer;
import java.util.List;
import org.apiguardian.api.API;
import recontrast.metric.AnomalyMap;

/**
 * An image in tiles: a grid, row by row, whose tiles overlap and whose last row and column are moved inwards, so that
 * nothing beyond the image's edge is seen.
 *
 * @param image size of the whole
 * @param tile size of each, on no side larger than the image
 * @param overlap of neighbours, in pixels
 */
@API(status = API.Status.EXPERIMENTAL)
public record Tiling(ImageSize image, ImageSize tile, int overlap) {

    private TileAxis rows() {
        return new TileAxis(image.height(), tile.height(), overlap);
    }

    private TileAxis columns() {
        return new TileAxis(image.width(), tile.width(), overlap);
    }

    /** How many tiles there are. */
    public int count() {
        return rows().count() * columns().count();
    }

    /**
     * Adds the pixels of a tile, plane by plane.
     *
     * @param planes (C, H, W) of the image
     */
    void cut(byte[] planes, int index, ByteBuffer into) {
        int top = rows().start(index / columns().count());
        int left = columns().start(index % columns().count());
        for (int plane = 0; plane < planes.length; plane += image.area()) {
            for (int y = top; y < top + tile.height(); y++) {
                into.put(planes, plane + y * image.width() + left, tile.width());
            }
        }
    }

    /**
     * The map of the image: where tiles overlap the mean of theirs, each counting less towards its edge.
     *
     * @param maps of all tiles, not smoothed
     */
    public AnomalyMap joined(List<AnomalyMap> maps) {
        float[] joined = new float[image.area()];
        float[][] down = rows().weights();
        float[][] across = columns().weights();
        for (int i = 0; i < maps.size(); i++) {
            int row = i / across.length;
            int column = i % across.length;
            int corner = rows().start(row) * image.width() + columns().start(column);
            float[] values = maps.get(i).values();
            for (int y = 0; y < tile.height(); y++) {
                for (int x = 0; x < tile.width(); x++) {
                    joined[corner + y * image.width() + x] +=
                            down[row][y] * across[column][x] * values[y * tile.width() + x];
                }
            }
        }
        return new AnomalyMap(image.height(), image.width(), joined);
    }
}
