package recontrast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.Idea;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;

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
    void keepsAConfigurationsHueUnderOtherSettings() {
        assertThat(Palette.of(Config.OURS, 0)).isEqualTo(Palette.of(Config.OURS));
        List<Look> looks = IntStream.range(0, 7).mapToObj(variant -> Palette.of(Config.OURS, variant)).toList();
        assertThat(looks).doesNotHaveDuplicates().extracting(look -> hue(look.color())).allSatisfy(hue ->
                assertThat(hue).isCloseTo(hue(Palette.of(Config.OURS).color()), within(0.02f)));
    }

    private static float hue(Color color) {
        return Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null)[0];
    }

    @Test
    void givesAnUnknownConfigurationAlwaysTheSameSpareColour() {
        Config unknown = Config.A.with("mine", Idea.OPTIMIZED_ENCODER);
        Look look = Palette.of(unknown);
        assertThat(Palette.of(Config.A.with("mine", Idea.OPTIMIZED_ENCODER))).isEqualTo(look);
        assertThat(Config.LADDER.stream().map(config -> Palette.of(config).color())).doesNotContain(look.color());
    }
}
