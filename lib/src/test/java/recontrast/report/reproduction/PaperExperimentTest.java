package recontrast.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.embedded.Embedded;
import recontrast.report.PaperFigure;

class PaperExperimentTest {

    private static final Experiment WASHER = Experiment.on(Embedded.washer());

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "5", "6", "A1", "A2", "A3", "A4", "A6", "A7"})
    void trainsRowsThatThePaperHas(String number) {
        PaperExperiment table = PaperExperiment.number(number);
        assertThat(table.published().figures().stream().map(PaperFigure::method).toList())
                .containsAll(table.variants().stream().map(Variant::method).toList());
    }

    @Test
    void sweepsTheEightThresholdsOfTheAppendix() {
        List<Variant> rows = PaperExperiment.number("a4").variants();
        assertThat(rows.get(0).config()).as("alpha -inf").isEqualTo(Config.E);
        assertThat(rows.subList(1, 8)).allMatch(row -> row.config().equals(Config.OURS))
                .extracting(row -> row.in(WASHER).orElseThrow().plan().alpha())
                .containsExactly(-2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0);
    }

    @Test
    void trainsABackboneOnlyWhereItIsTheOneInUse() {
        assertThat(PaperExperiment.number("A5").variants())
                .filteredOn(row -> row.in(WASHER).isPresent())
                .extracting(Variant::method).containsExactly("ReContrast embedded");
    }

    @Test
    void readsSeveralRowsOffOneRun() {
        assertThat(new ReproductionPlan(PaperExperiment.number("A6"), List.of(WASHER)).trials())
                .extracting(trial -> trial.config().name()).containsExactly("B", "Ours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "Appendix E"})
    void saysWhichTablesCannotBeMadeYet(String number) {
        assertThatThrownBy(() -> PaperExperiment.number(number)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found " + number + ", which cannot yet");
    }

    @Test
    void refusesDataThatTheTableIsNotAbout() {
        assertThatThrownBy(() -> new ReproductionPlan(PaperExperiment.number("A7"), List.of(WASHER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected MVTec LOCO for table A7; found embedded");
    }
}
