package recontrast.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.nio.file.Path;

class CsvTest {

    @TempDir
    private Path folder;

    /** Spreadsheets compute what begins with one of these characters; names come from folders. */
    @Test
    void wordsAreNoFormulasAndNumbersStayNumbers() throws IOException {
        Table table = Table.create("of defects",
                StringColumn.create("name", "=1+1", "+x", "-x", "@x", "a=b", "tab\there", ""),
                DoubleColumn.create("value", -1, 2, 3, 4, 5, 6, 7));
        Csv.write(table, folder.resolve("table.csv"));
        assertThat(folder.resolve("table.csv")).content().isEqualTo("name,value\n'=1+1,-1.0\n'+x,2.0\n'-x,3.0\n'@x,4.0\n"
                + "a=b,5.0\ntab\u2409here,6.0\n,7.0\n");
    }
}
