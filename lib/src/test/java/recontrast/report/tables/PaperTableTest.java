package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import recontrast.Config;
import recontrast.report.HandMadeRuns;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

class PaperTableTest {

    @Test
    void knowsTheAblationOfOurs() {
        assertThat(PaperAblation.MVTEC_IMAGE_AUROC_LAST.percent("Ours")).hasValue(99.45);
        assertThat(PaperAblation.MVTEC_AUPRO_BEST.percent("Ours")).hasValue(95.29);
        assertThat(PaperAblation.APTOS_IMAGE_AUROC_LAST.percent("A")).hasValue(90.12);
        assertThat(PaperAblation.MVTEC_AUPRO_LAST.percent("mine")).isEmpty();
    }

    @Test
    void tabulatesTheThresholdSweep() {
        Table table = PaperTable.number("A4").table();
        assertThat(table.rowCount()).isEqualTo(8);
        Table one = table.where(table.stringColumn("method").isEqualTo("alpha 1"));
        assertThat(one.doubleColumn("I-AUROC").get(0)).isEqualTo(99.45);
        assertThat(one.doubleColumn("AUPRO").get(0)).isEqualTo(95.20);
    }

    @Test
    void setsCategoriesAgainstMethodsWhereThereIsOneMetric() {
        Table table = PaperTable.number("1").table();
        assertThat(table.rowCount()).isEqualTo(18);
        assertThat(table.doubleColumn("ReContrast").get(17)).isEqualTo(99.5);
    }

    @Test
    void readsQuotedNamesAndDeviations() {
        assertThat(PaperTable.number("a6").sheet().rows())
                .contains(List.of("Ours, 3 trained + 3 frozen", "99.45", "97.51"));
        assertThat(PaperTable.number("A2").text()).contains("99.72+-0.27");
        assertThat(PaperTable.number("A2").html()).contains("99.72&thinsp;&plusmn;&thinsp;0.27");
    }

    @Test
    void showsEveryTableItLists() {
        assertThat(PaperTable.list().rows()).hasSize(14);
        for (List<String> row : PaperTable.list().rows()) {
            PaperTable table = PaperTable.number(row.get(0));
            assertThat(table.text().lines()).allMatch(line -> line.length() <= 120);
            assertThat(table.title()).endsWith(": " + row.get(1));
            List<Double> numbers = Stream.of(table.table().numberColumns())
                    .flatMap(column -> ((DoubleColumn) column).asList().stream()).filter(Objects::nonNull).toList();
            assertThat(numbers).as(row.get(0)).containsExactlyInAnyOrderElementsOf(
                    table.figures().stream().map(PaperFigure::value).toList()); // none twice, none left out
            assertThat(table.sheet().rows().stream().flatMap(List::stream)
                    .filter(cell -> cell.matches("\\d+\\.\\d+(\\+-\\d+\\.\\d+)?"))).hasSameSizeAs(numbers);
        }
    }

    @Test
    void namesTheTablesThereAreWhereOneIsMissing() {
        assertThatThrownBy(() -> PaperTable.number("7"))
                .hasMessage("expected a table of the paper out of 1, 2, 3, 4, 5, 6, A1, A2, A3, A4, A5, A6, A7, "
                        + "Appendix E; found 7");
    }

    @Test
    void standsBesideWhatWasMeasuredInColumnsOfItsOwn() {
        Sheet beside = PaperTable.beside(AblationTable.of(List.of(
                HandMadeRuns.finished(Config.OURS, "nut", 0, 0.8, 0.7))));
        assertThat(beside.rows()).containsExactly(List.of("Ours", "70.00", "80.00", "60.00", "70.00",
                "99.45", "99.52", "95.20", "95.29", "97.51", "97.51"));
        assertThat(beside.headings().stream().map(Sheet.Heading::group).distinct())
                .containsExactly("", "measured here", "paper, MVTec AD", "paper, APTOS");
    }
}
