package recontrast.report.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
