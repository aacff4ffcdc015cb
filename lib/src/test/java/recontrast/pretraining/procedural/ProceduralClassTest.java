package recontrast.pretraining.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

class ProceduralClassTest {

    private static final int SIDE = 32;

    @ParameterizedTest
    @EnumSource
    void anImageDependsOnItsNumberAlone(Family family) {
        byte[] first = new ProceduralClass(family, 3).render(SIDE, 7);

        assertThat(first).hasSize(3 * SIDE * SIDE).isEqualTo(new ProceduralClass(family, 3).render(SIDE, 7));
    }

    @ParameterizedTest
    @EnumSource
    void imagesOfAClassDiffer(Family family) {
        ProceduralClass one = new ProceduralClass(family, 3);

        assertThat(one.render(SIDE, 0)).isNotEqualTo(one.render(SIDE, 1));
    }

    @ParameterizedTest
    @EnumSource
    void settingsOfAFamilyAreOtherTextures(Family family) {
        assertThat(family.draw(new Dice(1))).isNotEqualTo(family.draw(new Dice(2)));
    }

    @Test
    void everyFamilyContributesItsFirstSettings() {
        List<ProceduralClass> classes = ProceduralClass.ofEveryFamily(40);

        assertThat(classes).hasSize(480).doesNotHaveDuplicates()
                .startsWith(new ProceduralClass(Family.NOISE, 0)).endsWith(new ProceduralClass(Family.MIXTURE, 39));
    }
}
