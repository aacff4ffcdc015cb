package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recontrast.report.tables.Sheet.Heading;

import java.util.List;

class NumberTableTest {

    @Test
    void givesAFigureAColumnForEachOfItsNumbers() {
        Sheet sheet = new Sheet("", List.of(Heading.words("config"), Heading.number("here", "last"),
                Heading.number("against B, points", "I-AUROC"), Heading.number("", "alpha"), Heading.number("", "none")),
                List.of(List.of("1", "74.83+-3.42", "-8.0 [-10.6, +5.2]", "1e-4", ""),
                        List.of("=Ours", "91.05", "", "two", "")), List.of("A note."));
        assertThat(sheet.csv()).isEqualTo("""
                config,here last,here last std,"against B, points I-AUROC","against B, points I-AUROC low",\
                "against B, points I-AUROC high",alpha,none
                1,74.83,3.42,-8.0,-10.6,5.2,1e-4,
                '=Ours,91.05,,,,,two,
                """);
    }

    @Test
    void tellsColumnsOfOneNameApart() {
        Sheet sheet = new Sheet("", List.of(Heading.number("", "Ours"), Heading.number("", "Ours")),
                List.of(List.of("1", "2")), List.of());
        assertThat(sheet.csv()).isEqualTo("Ours,Ours 2\n1.0,2.0\n");
    }
}
