package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

class SyntheticAnomalyTest {

    private static final int WIDTH = 80;
    private static final int HEIGHT = 60;

    /** The colour of each pixel tells its column, its row and nothing else. */
    private static Picture coordinates() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
            rgb[3 * pixel] = (byte) (2 * (pixel % WIDTH));
            rgb[3 * pixel + 1] = (byte) (3 * (pixel / WIDTH));
            rgb[3 * pixel + 2] = (byte) 200;
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    private static int value(Picture picture, int x, int y, int channel) {
        return picture.rgb()[3 * (y * WIDTH + x) + channel] & 255;
    }

    /** The blue of a patch is 200 times its gain; by it the patch is found, and what it shows is read from its red and green. */
    @Test
    void pastesAPartOfTheImageElsewhere() {
        for (int seed = 0; seed < 200; seed++) {
            Picture good = coordinates();
            Picture spoilt = SyntheticAnomaly.pasted(good, seed);
            assertThat(good.rgb()).isEqualTo(coordinates().rgb());
            int[] patch = IntStream.range(0, WIDTH * HEIGHT)
                    .filter(pixel -> value(spoilt, pixel % WIDTH, pixel / WIDTH, 2) != 200).toArray();
            if (patch.length == 0) {
                continue; // the rare gain that rounds to 1
            }
            int left = Arrays.stream(patch).map(pixel -> pixel % WIDTH).min().orElseThrow();
            int right = Arrays.stream(patch).map(pixel -> pixel % WIDTH).max().orElseThrow();
            int top = patch[0] / WIDTH;
            int bottom = patch[patch.length - 1] / WIDTH;
            int width = right - left + 1;
            int height = bottom - top + 1;
            assertThat(patch).as("a full rectangle").hasSize(width * height);
            assertThat((width + 1.0) * (height + 1) / (WIDTH * HEIGHT)).isGreaterThan(0.02);
            assertThat(width * height / (double) (WIDTH * HEIGHT)).isLessThan(0.15);
            double gain = value(spoilt, left, top, 2) / 200.0;
            assertThat(gain).isBetween(0.9, 1.1);
            int fromX = (int) Math.round(value(spoilt, left, top, 0) / gain / 2);
            int fromY = (int) Math.round(value(spoilt, left, top, 1) / gain / 3);
            for (int pixel : patch) {
                int x = pixel % WIDTH;
                int y = pixel / WIDTH;
                assertThat(value(spoilt, x, y, 0) / gain / 2).isBetween(x - left + fromX - 1.0, x - left + fromX + 1.0);
                assertThat(value(spoilt, x, y, 1) / gain / 3).isBetween(y - top + fromY - 1.0, y - top + fromY + 1.0);
            }
        }
    }

    @Test
    void isTheSameForAnImageEachTime() {
        Sample good = new Sample("train/good/7.png", Sample.GOOD, SyntheticAnomalyTest::coordinates, Optional.empty(), "");
        Sample spoilt = SyntheticAnomaly.in(good);
        assertThat(spoilt.anomalous()).isTrue();
        assertThat(spoilt.picture().get().rgb()).isEqualTo(SyntheticAnomaly.in(good).picture().get().rgb())
                .isNotEqualTo(coordinates().rgb());
        Sample other = new Sample("train/good/8.png", Sample.GOOD, SyntheticAnomalyTest::coordinates, Optional.empty(), "");
        assertThat(SyntheticAnomaly.in(other).picture().get().rgb()).isNotEqualTo(spoilt.picture().get().rgb());
    }
}
