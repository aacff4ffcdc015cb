package recontrast.pretraining.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProceduralImagesTest {

    private final List<ProceduralClass> classes =
            List.of(new ProceduralClass(Family.SPOTS, 0), new ProceduralClass(Family.LATTICE, 5));

    @Test
    void imagesComeClassByClass() {
        ProceduralImages images = ProceduralImages.render(classes, 16, 0, 3);

        assertThat(images.size()).isEqualTo(6);
        assertThat(images.label(2)).isZero();
        assertThat(images.label(3)).isEqualTo(1);
        assertThat(images.pixels(4)).isEqualTo(classes.get(1).render(16, 1));
    }

    @Test
    void heldOutImagesAreOthers() {
        ProceduralImages training = ProceduralImages.render(classes, 16, 0, 2);
        ProceduralImages heldOut = ProceduralImages.render(classes, 16, 2, 1);

        assertThat(heldOut.pixels(0)).isNotEqualTo(training.pixels(0)).isNotEqualTo(training.pixels(1));
    }
}
