package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommandTest {

    @TempDir
    Path folder;

    @Test
    void printsThePapersAblation() {
        CommandLineResult result = CommandLineResult.of("table", "6", "--published");
        assertThat(result.code()).isZero();
        assertThat(result.text()).containsPattern("(?m)^MVTec AD  Ours .*99\\.45");
    }

    @Test
    void writesThePapersFiguresAsCsv() throws IOException {
        Path csv = folder.resolve("a4.csv");
        assertThat(CommandLineResult.of("table", "a4", "--published", "--csv", csv.toString()).code()).isZero();
        assertThat(Files.readString(csv)).contains("99.45");
    }

    @Test
    void printsFinishedRunsBesideThePapers() throws IOException {
        String results = folder.resolve("results").toString();
        CategoryOnDisk.at(folder.resolve("tile"), 4);
        assertThat(CommandLineResult.of("run", "--data", folder.resolve("tile").toString(), "--iterations", "1",
                "--size", "64", "--config", "A", "--results", results).code()).isZero();
        CommandLineResult table = CommandLineResult.of("table", "ablation", "--results", results, "--category", "tile");
        assertThat(table.code()).isZero();
        assertThat(table.text()).containsPattern("(?m)^A .*95\\.31");

        CommandLineResult other = CommandLineResult.of("table", "6", "--results", results, "--category", "wood");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).containsExactly("recontrast: expected finished runs on wood in " + results
                + "; found only tile: train some with recontrast run");
    }

    @Test
    void refusesATableThatThePaperDoesNotHave() {
        CommandLineResult result = CommandLineResult.of("table", "12", "--published");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).singleElement().asString().startsWith("recontrast: expected a table of the paper")
                .contains("found 12");
    }

    @Test
    void saysWhereACsvFileCannotBeWritten() {
        CommandLineResult result = CommandLineResult.of("table", "6", "--published", "--csv",
                folder.resolve("none/6.csv").toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).singleElement().asString().startsWith("recontrast: cannot write --csv ");
    }
}
