package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recontrast.metric.AnomalyMap;

class TilingTest {

    /** Rows start at 0 and 1, columns at 0, 2 and 3. */
    @Test
    void tilesAreCutRowByRowAndPlaneByPlane() {
        Tiling tiling = new Tiling(new ImageSize(3, 5), new ImageSize(2, 2), 0);
        byte[] planes = new byte[2 * 15];
        IntStream.range(0, planes.length).forEach(i -> planes[i] = (byte) i);
        assertThat(tiling.count()).isEqualTo(6);
        ByteBuffer cut = ByteBuffer.allocate(2 * 2 * 4);
        tiling.cut(planes, 1, cut);
        tiling.cut(planes, 5, cut);
        assertThat(cut.array()).containsExactly(2, 3, 7, 8, 17, 18, 22, 23, 8, 9, 13, 14, 23, 24, 28, 29);
    }

    /** Neighbours of 3 that overlap by 1 count half each there, in a corner all four a quarter. */
    @Test
    void mapsAreJoinedAsComputedByHand() {
        Tiling tiling = new Tiling(ImageSize.square(5), ImageSize.square(3), 1);
        List<AnomalyMap> maps = IntStream.of(0, 4, 8, 16).mapToObj(TilingTest::constant).toList();
        assertThat(tiling.joined(maps).values()).containsExactly(
                0, 0, 2, 4, 4,
                0, 0, 2, 4, 4,
                4, 4, 7, 10, 10,
                8, 8, 12, 16, 16,
                8, 8, 12, 16, 16);
    }

    private static AnomalyMap constant(int value) {
        float[] values = new float[9];
        Arrays.fill(values, value);
        return new AnomalyMap(3, 3, values);
    }

    @ParameterizedTest
    @CsvSource({"128, 128, 64, 0", "100, 164, 64, 8", "65, 64, 64, 63", "200, 90, 64, 40"})
    void tilesOfOneMapGiveItBack(int height, int width, int tile, int overlap) {
        float[] smooth = new float[height * width];
        IntStream.range(0, smooth.length).forEach(i ->
                smooth[i] = (float) (2 + Math.sin(i / width / 17.0) * Math.cos(i % width / 23.0)));
        assertThat(joined(smooth, height, width, tile, overlap)).containsExactly(smooth, within(1e-6f));
        float[] flat = new float[height * width];
        Arrays.fill(flat, 0.7f);
        assertThat(joined(flat, height, width, tile, overlap)).containsExactly(flat, within(2e-7f));
    }

    private static float[] joined(float[] map, int height, int width, int tile, int overlap) {
        Tiling tiling = new Tiling(new ImageSize(height, width), ImageSize.square(tile), overlap);
        TileAxis rows = new TileAxis(height, tile, overlap);
        TileAxis columns = new TileAxis(width, tile, overlap);
        return tiling.joined(IntStream.range(0, tiling.count()).mapToObj(i -> {
            float[] values = new float[tile * tile];
            int corner = rows.start(i / columns.count()) * width + columns.start(i % columns.count());
            IntStream.range(0, values.length).forEach(at -> values[at] = map[corner + at / tile * width + at % tile]);
            return new AnomalyMap(tile, tile, values);
        }).toList()).values();
    }
}
