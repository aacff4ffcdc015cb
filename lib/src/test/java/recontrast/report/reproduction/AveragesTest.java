package recontrast.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import recontrast.report.Moment;
import recontrast.report.Spread;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

class AveragesTest {

    private static final List<Averages.Measured> IMAGE_AUROCS = List.of(
            observed("carpet", 1, "I-AUROC", 90), observed("carpet", 2, "I-AUROC", 94),
            observed("bottle", 1, "I-AUROC", 100), observed("bottle", 2, "I-AUROC", 98));

    private static Averages.Measured observed(String category, long seed, String metric, double percent) {
        return new Averages.Measured(
                seed, "ReContrast", new Reading.Value(category, metric, Moment.LAST, percent));
    }

    private static Averages averages(List<Averages.Measured> observations) {
        return new Averages(observations, List.of("average", "texture_average", "object_average"));
    }

    private static Spread of(List<TableFigure> figures, String category) {
        return figures.stream().filter(figure -> figure.category().equals(category)).findFirst().orElseThrow().spread();
    }

    @Test
    void takesEachCategoryOverItsSeeds() {
        Spread carpet = of(averages(IMAGE_AUROCS).figures(), "carpet");
        assertThat(carpet.mean()).isEqualTo(92);
        assertThat(carpet.std().getAsDouble()).isEqualTo(Math.sqrt(8), within(1e-12)); // (2^2 + 2^2) / (2 - 1)
    }

    @Test
    void averagesCategoriesBeforeItLooksAtSeeds() {
        List<TableFigure> figures = averages(IMAGE_AUROCS).figures();
        Spread average = of(figures, "average");
        assertThat(average.mean()).isEqualTo(95.5);
        assertThat(average.std().getAsDouble()).isEqualTo(Math.sqrt(0.5), within(1e-12)); // of 95 and 96
        assertThat(of(figures, "texture_average").mean()).isEqualTo(92);
        assertThat(of(figures, "object_average").mean()).isEqualTo(99);
    }

    @Test
    void averagesNothingThatACategoryLacks() {
        List<TableFigure> figures = averages(Stream.concat(
                IMAGE_AUROCS.stream(), Stream.of(observed("carpet", 1, "P-AUROC", 97))).toList()).figures();
        assertThat(figures).filteredOn(figure -> figure.metric().equals("P-AUROC"))
                .extracting(TableFigure::category).containsExactly("carpet", "texture_average");
    }

    @Test
    void takesForeignCategoriesForNeitherTexturesNorObjects() {
        assertThat(averages(List.of(observed("washer", 1, "I-AUROC", 90))).figures())
                .extracting(TableFigure::category).containsExactly("washer", "average");
    }

    @Test
    void leavesOutAveragesThatNobodyAsksFor() {
        assertThat(new Averages(IMAGE_AUROCS, List.of("average")).figures())
                .extracting(TableFigure::category).containsExactly("carpet", "bottle", "average");
    }

    @Test
    void hasNoDeviationOfASingleSeed() {
        assertThat(of(averages(IMAGE_AUROCS.subList(0, 1)).figures(), "average").std())
                .isEqualTo(OptionalDouble.empty());
    }
}
