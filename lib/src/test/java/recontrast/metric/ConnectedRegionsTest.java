package recontrast.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectedRegionsTest {

    @Test
    void cornersConnectAndEdgesOfTheImageDoNot() {
        boolean[] mask = mask("""
                ##..
                ..#.
                ...#
                #...""");

        assertThat(ConnectedRegions.of(mask, 4)).satisfiesExactly(
                diagonal -> assertThat(diagonal).containsExactlyInAnyOrder(0, 1, 6, 11),
                corner -> assertThat(corner).containsExactly(12));
    }

    @Test
    void armsThatMeetLaterAreOneRegion() {
        boolean[] mask = mask("""
                #.#.#
                #.#.#
                #####
                .....
                #.#.#""");

        assertThat(ConnectedRegions.of(mask, 5)).extracting(region -> region.length).containsExactly(11, 1, 1, 1);
    }

    /** Read at another width, the first two would touch. */
    @Test
    void imagesNeedNotBeSquare() {
        boolean[] mask = mask("""
                #...#
                #.#..
                ....#""");

        assertThat(ConnectedRegions.of(mask, 5)).satisfiesExactly(
                left -> assertThat(left).containsExactly(0, 5), right -> assertThat(right).containsExactly(4),
                middle -> assertThat(middle).containsExactly(7), below -> assertThat(below).containsExactly(14));
    }

    @Test
    void anEmptyMaskHasNoRegion() {
        assertThat(ConnectedRegions.of(new boolean[9], 3)).isEmpty();
    }

    private static boolean[] mask(String drawing) {
        String pixels = drawing.replace("\n", "");
        boolean[] mask = new boolean[pixels.length()];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            mask[pixel] = pixels.charAt(pixel) == '#';
        }
        return mask;
    }
}
