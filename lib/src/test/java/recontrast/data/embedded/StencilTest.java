package recontrast.data.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StencilTest {

    @Test
    void a_stroke_covers_its_middle_and_nothing_beyond_its_edge() {
        Stencil stencil = new Stencil();
        stencil.stroke(new Point(20, 50), new Point(60, 50), 6, 6, 0.8);

        assertThat(stencil.at(40, 50)).isEqualTo(0.8, within(1e-6));
        assertThat(stencil.at(40, 54)).isZero();
        assertThat(stencil.at(65, 50)).isZero();
    }

    @Test
    void a_dot_has_the_area_of_its_circle() {
        Stencil stencil = new Stencil();
        stencil.dot(new Point(80, 80), 10, 1);
        double area = 0;
        for (int y = 0; y < 320; y++) {
            for (int x = 0; x < 320; x++) {
                area += stencil.at((x + 0.5) / 2, (y + 0.5) / 2) / 4;
            }
        }

        assertThat(area).isCloseTo(Math.PI * 100, within(3.0));
    }

    @Test
    void where_strokes_cross_the_stronger_counts() {
        Stencil stencil = new Stencil();
        stencil.dot(new Point(30, 30), 5, 0.9);
        stencil.dot(new Point(30, 30), 5, 0.4);

        assertThat(stencil.at(30, 30)).isEqualTo(0.9, within(1e-6));
    }
}
