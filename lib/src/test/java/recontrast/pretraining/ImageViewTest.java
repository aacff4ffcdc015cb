package recontrast.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class ImageViewTest {

    private static final byte[] RAMP = ramp(8); // red: column, green: row, blue: 255

    @Test
    void thePlainViewIsTheMiddleNormalisedWithImageNetsFigures() {
        float[] target = new float[3 * 4 * 4];

        ImageView.plain(8, 4).write(RAMP, 8, target, 0, 4, new SplittableRandom(1));

        assertThat(target[0]).isCloseTo((2 / 255f - 0.485f) / 0.229f, within(1e-5f)); // column 2 of the image
        assertThat(target[16 + 4]).isCloseTo((3 / 255f - 0.456f) / 0.224f, within(1e-5f)); // row 3
        assertThat(target[32]).isCloseTo((1 - 0.406f) / 0.225f, within(1e-5f));
    }

    @Test
    void aRandomViewIsReproducedByItsSeed() {
        assertThat(random(3)).isEqualTo(random(3)).isNotEqualTo(random(4));
    }

    @Test
    void betweenPixelsLevelsAreMixedAndBeyondTheBorderMirrored() {
        BilinearPixel pixel = new BilinearPixel(RAMP, 8);

        pixel.moveTo(2.25, 5.5);
        assertThat(pixel.level(0)).isEqualTo(2.25f);
        assertThat(pixel.level(1)).isEqualTo(5.5f);
        pixel.moveTo(-2, 9);
        assertThat(pixel.level(0)).isEqualTo(1);
        assertThat(pixel.level(1)).isEqualTo(6);
    }

    private static float[] random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] target = new float[3 * 4 * 4];
        ImageView.draw(8, 4, random).write(RAMP, 8, target, 0, 4, random);
        return target;
    }

    private static byte[] ramp(int side) {
        byte[] rgb = new byte[3 * side * side];
        for (int pixel = 0; pixel < side * side; pixel++) {
            rgb[3 * pixel] = (byte) (pixel % side);
            rgb[3 * pixel + 1] = (byte) (pixel / side);
            rgb[3 * pixel + 2] = (byte) 255;
        }
        return rgb;
    }
}
