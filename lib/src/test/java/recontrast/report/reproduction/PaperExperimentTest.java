package recontrast.report.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recontrast.Config;
import recontrast.Experiment;
import recontrast.data.Category;
import recontrast.data.embedded.Embedded;
import recontrast.model.Backbone;
import recontrast.report.tables.PaperFigure;
import recontrast.rival.Rivals;
import recontrast.weights.Weights;

import java.util.List;

class PaperExperimentTest {

    private static final Experiment WASHER = Experiment.on(Embedded.washer());

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "A1", "A2", "A3", "A4", "A6", "A7", "Appendix E"})
    void trainsRowsThatThePaperHas(String number) {
        PaperExperiment table = PaperExperiment.number(number);
        assertThat(table.published().figures().stream().map(PaperFigure::method).toList())
                .containsAll(table.rows().stream().map(TableRow::method).toList());
    }

    @Test
    void setsOtherSystemsBesideReContrast() {
        PaperExperiment table = PaperExperiment.number("1").comparing(List.of("PaDiM", "rd4ad", "Ours"));
        assertThat(table.rows()).extracting(TableRow::method).containsExactly("PaDiM", "RD4AD", "ReContrast");
        assertThat(table.rows()).extracting(TableRow::config).containsExactly(Rivals.PADIM, Config.A, Config.OURS);
        assertThatThrownBy(() -> PaperExperiment.number("6").comparing(List.of("PaDiM")))
                .hasMessage("expected systems for one of tables 1, 2, 3, 4, 5, A1, A3, A7, which compare some;"
                        + " found Table 6: leave them out");
        assertThatThrownBy(() -> PaperExperiment.number("1").comparing(List.of("PaDim", "Theirs")))
                .hasMessageContaining("found Theirs");
    }

    /** So that a measured column finds the published one. */
    @Test
    void callsSystemsAsThePaperDoes() {
        List<String> paper = PaperFigure.ALL.stream().map(PaperFigure::method).distinct().toList();
        assertThat(Rivals.ALL).extracting(rival -> rival.name().replaceFirst("-\\d+$", "")).as("but for a share in percent")
                .isSubsetOf(paper);
    }

    @Test
    void sweepsTheEightThresholdsOfTheAppendix() {
        List<TableRow> rows = PaperExperiment.number("a4").rows();
        assertThat(rows.get(0).config()).as("alpha -inf").isEqualTo(Config.E);
        assertThat(rows.subList(1, 8)).allMatch(row -> row.config().equals(Config.OURS))
                .extracting(row -> row.in(WASHER).get(0).trial().plan().alpha())
                .containsExactly(-2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0);
    }

    @Test
    void trainsABackboneOnlyWhereItIsTheOneInUse() {
        assertThat(PaperExperiment.number("A5").rows())
                .filteredOn(row -> !row.in(WASHER).isEmpty())
                .extracting(TableRow::method).containsExactly("ReContrast efficientnet_lite0");
    }

    @Test
    void readsSeveralRowsOffOneRun() {
        assertThat(new ReproductionPlan(PaperExperiment.number("A6"), List.of(WASHER)).trials())
                .extracting(trial -> trial.method().name()).containsExactly("B", "Ours");
    }

    @Test
    void asksTheEnsembleForARunOfEachOfItsEncoders() {
        Experiment wide = WASHER.with(Backbone.WIDE_RESNET50_2, Weights.untrained());
        assertThat(new ReproductionPlan(PaperExperiment.number("A6"), List.of(wide)).trials())
                .extracting(trial -> trial.method().name() + " " + trial.backbone().name())
                .containsExactly("B wide_resnet50_2", "Ours wide_resnet50_2", "B resnet50");
    }

    @Test
    void leavesTheEnsembleOutWhereTheWeightsAreOfOneEncoderAlone() {
        Experiment wide = WASHER.with(Backbone.WIDE_RESNET50_2, Weights.embedded());
        assertThat(PaperExperiment.number("A6").rows())
                .filteredOn(row -> row.in(wide).isEmpty())
                .extracting(TableRow::method).containsExactly("Config. B ResNet50 + WideResNet50 (6 frozen)");
    }

    @Test
    void plansAsThePaperHasTheTable() {
        assertThat(PaperExperiment.number("4").planned(WASHER).plan().variant().name()).isEqualTo("unified");
        assertThat(PaperExperiment.number("appendix e").planned(WASHER).plan().variant().name()).startsWith("stable");
        assertThat(PaperExperiment.number("1").planned(WASHER)).isEqualTo(WASHER);
    }

    @Test
    void trainsOneModelOfAllCategoriesForTableFour() {
        List<Category> categories = List.of(Embedded.washer(), Embedded.weave());
        assertThat(PaperExperiment.number("4").sets(categories)).singleElement().satisfies(joined ->
                assertThat(joined.parts()).containsExactly("washer", "weave"));
        assertThat(PaperExperiment.number("1").sets(categories)).isEqualTo(categories);
    }

    @Test
    void refusesDataThatTheTableIsNotAbout() {
        assertThatThrownBy(() -> new ReproductionPlan(PaperExperiment.number("A7"), List.of(WASHER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected MVTec LOCO for table A7; found embedded");
    }
}
