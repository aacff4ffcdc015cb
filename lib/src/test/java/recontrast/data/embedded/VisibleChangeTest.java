package recontrast.data.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recontrast.data.Picture;

class VisibleChangeTest {

    private static final int WIDTH = 20;
    private static final int HEIGHT = 5;

    @Test
    void a_change_counts_from_eight_levels_in_any_channel() {
        assertThat(maskedColumns(7, 10)).isEmpty();
        assertThat(maskedColumns(8, 10)).containsExactly(10);
        assertThat(maskedColumns(-8, 10)).containsExactly(10);
    }

    @Test
    void gaps_of_four_pixels_are_closed() {
        assertThat(maskedColumns(50, 5, 10)).containsExactly(5, 6, 7, 8, 9, 10);
    }

    @Test
    void gaps_of_five_pixels_stay_open() {
        assertThat(maskedColumns(50, 5, 11)).containsExactly(5, 11);
    }

    /** Columns of the middle row that are masked when the green of some of its pixels changes. */
    private static int[] maskedColumns(int change, int... columns) {
        byte[] before = new byte[WIDTH * HEIGHT * 3];
        Arrays.fill(before, (byte) 150);
        byte[] after = before.clone();
        for (int column : columns) {
            after[3 * (2 * WIDTH + column) + 1] += (byte) change;
        }
        byte[] mask = VisibleChange.between(new Picture(WIDTH, HEIGHT, before), new Picture(WIDTH, HEIGHT, after))
                .values();
        return IntStream.range(0, WIDTH).filter(column -> mask[2 * WIDTH + column] != 0).toArray();
    }
}
