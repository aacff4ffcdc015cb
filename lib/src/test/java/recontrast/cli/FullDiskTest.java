package recontrast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recontrast.run.RunStore;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What cannot be written is a failure, said in one line, however much was computed for it. */
class FullDiskTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    /** Takes as much as fits a buffer, and nothing when that is to be emptied. */
    private static final class FullWriter extends Writer {
        @Override
        public void write(char[] text, int from, int count) { }

        @Override
        public void flush() throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void close() { }
    }

    private static CommandLineResult intoAFullDevice(String... arguments) {
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(new FullWriter()), new PrintWriter(err), arguments);
        return new CommandLineResult(code, List.of(), err.toString().lines().toList());
    }

    private static void assertSaid(CommandLineResult result, String what) {
        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err()).singleElement().asString().contains(what);
    }

    @Test
    void aTableThatIsPrinted() {
        assertSaid(intoAFullDevice("table", "6", "--published"), "to standard output; found that not all could be");
    }

    @Test
    void scoresThatArePrinted() throws IOException {
        Path parts = CategoryOnDisk.at(folder.resolve("parts"), 4).root();
        String results = folder.resolve("results").toString();
        CommandLineResult.of("run", "--data", parts.toString(), "--config", "B", "--size", "64", "--batch", "2",
                "--iterations", "2", "--results", results);
        String run = RunStore.in(Path.of(results)).all().get(0).spec().id();
        assertSaid(intoAFullDevice("score", "--run", run, "--results", results, parts.resolve("test").toString()),
                "to standard output; found that not all could be");
    }

    @Test
    void aTableThatIsWrittenAsCsv() {
        assumeTrue(Files.exists(FULL), "needs " + FULL);
        assertSaid(CommandLineResult.of("table", "6", "--published", "--csv", FULL.toString()), "cannot write --csv");
    }
}
