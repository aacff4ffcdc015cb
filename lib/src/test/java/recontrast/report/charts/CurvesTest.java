package recontrast.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static recontrast.report.HandMadeRuns.finished;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import recontrast.Config;
import recontrast.report.Palette;
import recontrast.run.RunResult;

import javax.imageio.ImageIO;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class CurvesTest {

    private static final List<RunResult> RUNS = List.of(
            finished(Config.C, "nut", 0, 0.8, 0.6), finished(Config.C, "nut", 1, 0.9, 0.7),
            finished(Config.D, "nut", 0, 0.7, 0.8));

    @Test
    void drawsEachConfigurationOnceInItsColour() {
        XYChart chart = Curves.imageAuroc(RUNS).panels().get(0);
        List<XYSeries> shown = chart.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).toList();
        assertThat(shown).extracting(XYSeries::getName).containsExactly("C", "D");
        assertThat(shown).extracting(XYSeries::getLineColor)
                .containsExactly(Palette.of(Config.C).color(), Palette.of(Config.D).color());
    }

    @Test
    void drawsTheMeanOfSeedsInPercent() {
        XYSeries c = Curves.imageAuroc(RUNS).panels().get(0).getSeries("C");
        assertThat(c.getXData()).containsExactly(20, 40);
        assertThat(c.getYData()).containsExactly(85, 65);
    }

    @Test
    void drawsEachSeedBehindItsMean() {
        assertThat(Curves.imageAuroc(RUNS).panels().get(0).getSeriesCollection()).extracting(XYSeries::getName)
                .containsExactly("C, seed 0", "C, seed 1", "C", "D");
    }

    @Test
    void tellsSeedsApartByDashesAndNamesThem() {
        XYChart chart = Curves.imageAuroc(RUNS).panels().get(0);
        assertThat(chart.getSeries("C, seed 0").getLabel()).isEqualTo("seed 0");
        assertThat(chart.getSeries("C, seed 0").getLineStyle().getDashArray())
                .isNotEqualTo(chart.getSeries("C, seed 1").getLineStyle().getDashArray());
        assertThat(chart.getStyler().getXAxisMax()).as("with room for names").isGreaterThan(40);
    }

    /** 0.12 and 0.11 at the start and the end of each, 91.67 %. */
    @Test
    void drawsDiversityInPercentOfItsStartOnAnAxisThatMakesLittleOfLittle() {
        XYChart chart = Curves.diversity(RUNS).panels().get(0);
        assertThat(chart.getSeries("D").getYData()).containsExactly(new double[] {100, 91.67}, within(0.01));
        assertThat(chart.getStyler().getYAxisMin()).isEqualTo(90);
        assertThat(chart.getStyler().getYAxisMax()).isEqualTo(105);
        assertThat(((Panel) chart).hidden()).as("one line over the other").containsExactly("C, D");
        assertThat(((Panel) Curves.imageAuroc(RUNS).panels().get(0)).hidden()).isEmpty();
    }

    @Test
    void makesLittleOfHalfAPoint() {
        XYChart chart = Curves.imageAuroc(List.of(finished(Config.A, "nut", 0, 0.800, 0.805))).panels().get(0);
        assertThat(chart.getStyler().getYAxisMin()).isCloseTo(77.75, within(1e-9));
        assertThat(chart.getStyler().getYAxisMax()).isCloseTo(82.75, within(1e-9));
    }

    @Test
    void keepsItsSizeAndItsLinesWhenItIsDrawn() {
        Charts figure = Curves.lossAndAuroc(RUNS);
        int height = figure.image().getHeight();
        assertThat(figure.image().getHeight()).isEqualTo(height);
        assertThat(figure.panels().get(1).getSeriesCollection()).hasSize(4);
    }

    @Test
    void smoothsTheLossWithoutBiasAtTheStart() {
        Curve curve = new Curve(new TreeMap<>(Map.of(1, 4.0, 2, 1.0, 3, 1.0)));
        // weights 1; 1/2, 1; 1/4, 1/2, 1
        assertThat(curve.smoothed(2).values()).containsExactly(4, 3 / 1.5, 2.5 / 1.75);
    }

    @Test
    void saysHowTheLossIsSmoothed() {
        assertThat(Curves.loss(RUNS).panels().get(0).getYAxisTitle()).isEqualTo("loss (bold: mean of about 3 steps)");
    }

    @Test
    void putsLossAndAurocSideBySide() {
        Charts figure = Curves.lossAndAuroc(RUNS);
        assertThat(figure.panels()).extracting(XYChart::getYAxisTitle).last().isEqualTo("I-AUROC (%)");
        assertThat(figure.image().getWidth())
                .isEqualTo(figure.panels().get(0).getWidth() + figure.panels().get(1).getWidth());
    }

    @Test
    void savesAPictureThatIsNotBlank(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("figures/diversity.png");
        Curves.diversity(RUNS).save(file);
        BufferedImage image = ImageIO.read(file.toFile());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Arrays.stream(pixels).filter(pixel -> pixel == Palette.of(Config.D).color().getRGB()).count())
                .isGreaterThan(100);
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        assertThatThrownBy(() -> Curves.loss(List.of())).hasMessageContaining("expected runs to draw; found none");
    }
}
