package recontrast.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a table.csv");
    }

    @Test
    void valuesAreFoundByColumnWhateverTheirOrder() throws IOException {
        write("b,more,a\n1,x,2\n");
        CsvRow row = CsvRow.read(file, "a", "b").get(0);
        assertThat(row.get("a")).isEqualTo("2");
        assertThat(row.integer("b")).isEqualTo(1);
    }

    @Test
    void byteOrderMarksCarriageReturnsBlanksAndQuotesAreUnderstood() throws IOException {
        write("\uFEFFa, b \r\n 1 ,\"x,\"\"y\"\"\"\r\n");
        CsvRow row = CsvRow.read(file, "a", "b").get(0);
        assertThat(row.get("a")).isEqualTo("1");
        assertThat(row.get("b")).isEqualTo("x,\"y\"");
    }

    @Test
    void rowsKnowTheirLinePastBlankOnes() throws IOException {
        write("a,b\n1,2\n\n\n3,4\n5,6");
        assertThat(CsvRow.read(file, "a")).extracting(CsvRow::line).containsExactly(2, 5, 6);
    }

    @Test
    void aShortRowEndsInEmptyValues() throws IOException {
        write("a,b\n1\n");
        assertThat(CsvRow.read(file, "a", "b").get(0).get("b")).isEmpty();
    }

    @Test
    void floatingPointLabelsAreWholeNumbersOthersAreRefused() throws IOException {
        write("a,b\n1.0,half\n");
        CsvRow row = CsvRow.read(file, "a", "b").get(0);
        assertThat(row.integer("a")).isEqualTo(1);
        assertThatThrownBy(() -> row.integer("b")).isInstanceOf(DataException.class)
                .hasMessage("expected a whole number as b in line 2 of " + file + "; found half: correct it");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        write("id_code,level\nx,1\n");
        assertFails("expected the columns id_code, diagnosis in line 1 of " + file
                + "; found id_code, level: add diagnosis");
    }

    @Test
    void aRowTooLongIsNamed() throws IOException {
        write("id_code,diagnosis\nx,1\ny,2,3\n");
        assertThatThrownBy(() -> CsvRow.read(file, "id_code")).isInstanceOf(DataException.class)
                .hasMessageStartingWith("expected comma-separated values under a line of column names in line 3 of "
                        + file + "; found: Too many entries");
    }

    @Test
    void filesThatAreNoTableAreNamedInOneLine() throws IOException {
        assertFails("expected the file " + file + "; found none: unpack the data set again");
        write("");
        assertThatThrownBy(() -> CsvRow.read(file, "a")).isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString()).hasMessageMatching("[^\\n]+");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1});
        assertThatThrownBy(() -> CsvRow.read(file, "a")).isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString()).hasMessageMatching("[^\\n]+");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> CsvRow.read(file, "id_code", "diagnosis")).isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
