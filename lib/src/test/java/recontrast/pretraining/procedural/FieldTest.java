package recontrast.pretraining.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldTest {

    @Test
    void samplesTheMiddleOfEachPixel() {
        Field field = Field.of(2, (x, y) -> x + 10 * y);

        assertThat(field.at(0, 0)).isEqualTo(2.75f);
        assertThat(field.at(1, 0)).isEqualTo(3.25f);
        assertThat(field.at(0, 1)).isEqualTo(7.75f);
    }

    @Test
    void normalisedRunsFromZeroToOne() {
        Field field = Field.ofPixels(2, pixel -> 3 * pixel - 5).normalised();

        assertThat(field.at(0)).isZero();
        assertThat(field.at(1)).isEqualTo(1 / 3f);
        assertThat(field.at(3)).isEqualTo(1);
    }

    @Test
    void aFlatFieldBecomesZero() {
        assertThat(Field.ofPixels(2, pixel -> 4).normalised().at(2)).isZero();
    }
}
