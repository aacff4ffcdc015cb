package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.Idea;

import java.awt.Color;

class PaletteTest {

    @Test
    void givesEveryConfigurationOfTheLadderItsOwnColour() {
        assertThat(Config.LADDER.stream().map(config -> Palette.of(config).color())).doesNotHaveDuplicates();
    }

    @Test
    void tellsNeighboursOfTheLadderApartWithoutColour() {
        assertThat(Palette.of(Config.B_HM).line().getDashArray()).hasSizeGreaterThan(1);
        assertThat(Palette.of(Config.B).line().getDashArray()).isNull();
        assertThat(Palette.of(Config.C).marker()).isNotEqualTo(Palette.of(Config.D).marker());
    }

    @Test
    void drawsOursInTheBlueOfOkabeAndIto() {
        assertThat(Palette.of(Config.OURS).color()).isEqualTo(new Color(0, 114, 178));
    }

    @Test
    void givesAnUnknownConfigurationAlwaysTheSameSpareColour() {
        Config unknown = Config.A.with("mine", Idea.OPTIMIZED_ENCODER);
        Look look = Palette.of(unknown);
        assertThat(Palette.of(Config.A.with("mine", Idea.OPTIMIZED_ENCODER))).isEqualTo(look);
        assertThat(Config.LADDER.stream().map(config -> Palette.of(config).color())).doesNotContain(look.color());
    }
}
