package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrightRegionTest {

    @Test
    void pixelsThatTouchAtACornerBelongTogether() {
        BrightRegion region = largest(
                "#....",
                ".#..#",
                "..#.#",
                ".....").orElseThrow();
        assertThat(region.area()).isEqualTo(3);
        assertThat(region.extent()).isEqualTo(3);
        assertThat(region.centreRow()).isEqualTo(1);
        assertThat(region.centreColumn()).isEqualTo(1);
    }

    @Test
    void armsThatMeetLateAreOneRegion() {
        BrightRegion region = largest(
                "#.#.#..",
                "#.#.#.#",
                "###.#.#",
                "..###.#").orElseThrow();
        assertThat(region.area()).isEqualTo(13);
        assertThat(region.extent()).isEqualTo(5);
        assertThat(region.centreColumn()).isEqualTo(28 / 13.0); // columns 0 1 2 3 4: 3 1 4 1 4 pixels
    }

    @Test
    void theFirstOfEqualsCounts() {
        assertThat(largest("##.##").orElseThrow().centreColumn()).isEqualTo(0.5);
    }

    @Test
    void thereMayBeNone() {
        assertThat(largest("...")).isEmpty();
    }

    /** Pixels with sums of 31 and 30. */
    private static Optional<BrightRegion> largest(String... rows) {
        byte[] rgb = new byte[rows.length * rows[0].length() * 3];
        String pixels = String.join("", rows);
        for (int i = 0; i < pixels.length(); i++) {
            rgb[3 * i] = (byte) (pixels.charAt(i) == '#' ? 11 : 10);
            rgb[3 * i + 1] = 15;
            rgb[3 * i + 2] = 5;
        }
        return BrightRegion.largest(new Picture(rows[0].length(), rows.length, rgb), 30);
    }
}
