package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import recontrast.data.Picture;
import recontrast.metric.AnomalyMap;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

class AnomalyGalleryTest {

    private static final int SIDE = 4;
    private static final Picture BLACK = new Picture(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    private static final AnomalyGallery.Example EXAMPLE =
            new AnomalyGallery.Example("hole", BLACK, Optional.of(new boolean[SIDE * SIDE]));

    @Test
    void growsByAColumnAConfigurationAndARowAnExample() {
        AnomalyGallery one = AnomalyGallery.of(List.of(EXAMPLE));
        BufferedImage bare = one.image();
        BufferedImage two = one.with("A", List.of(map())).with("Ours", List.of(map())).image();
        BufferedImage rows = AnomalyGallery.of(List.of(EXAMPLE, EXAMPLE)).image();
        assertThat(two.getWidth() - bare.getWidth()).isEqualTo(bare.getWidth() - bareWidthOfLabels(bare));
        assertThat(rows.getHeight()).isGreaterThan(bare.getHeight());
    }

    /** Two pictures and two maps are of the same size, so this is what is left. */
    private static int bareWidthOfLabels(BufferedImage bare) {
        return bare.getWidth() - 2 * (128 + 6);
    }

    @Test
    void stretchesEveryMapFromItsOwnMinimumToItsOwnMaximum() {
        BufferedImage heat = Overlay.heat(BLACK, map());
        // 65 % of inferno's ends, over black
        assertThat(heat.getRGB(0, 0) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0x000004, 0.65));
        assertThat(heat.getRGB(3, 3) & 0xFFFFFF).isEqualTo(Inferno.mix(0, 0xFCFFA4, 0.65));
    }

    @Test
    void drawsAMapWithoutRange() {
        float[] flat = new float[SIDE * SIDE];
        assertThat(Overlay.heat(BLACK, new AnomalyMap(SIDE, flat)).getWidth()).isEqualTo(SIDE);
    }

    @Test
    void refusesMapsThatBelongToOtherPictures() {
        AnomalyGallery gallery = AnomalyGallery.of(List.of(EXAMPLE));
        assertThatThrownBy(() -> gallery.with("A", List.of()))
                .hasMessage("expected a map for each of 1 examples; found 0");
        assertThatThrownBy(() -> gallery.with("A", List.of(new AnomalyMap(1, new float[1]))).image())
                .hasMessageContaining("expected a map of the picture's 4 x 4 pixels; found side 1");
    }

    private static AnomalyMap map() {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 7 + i;
        }
        return new AnomalyMap(SIDE, values);
    }
}
