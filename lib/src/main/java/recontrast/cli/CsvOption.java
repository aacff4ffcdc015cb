package recontrast.cli;

import picocli.CommandLine.Option;
import recontrast.report.tables.Csv;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A file to write figures to. */
final class CsvOption {

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the figures to this file too.")
    private Optional<Path> file;

    /** Writes figures to it, in place of what it held, if it was named. */
    void write(Table figures) {
        file.ifPresent(named -> write(figures, named));
    }

    private static void write(Table figures, Path file) {
        try {
            Csv.write(figures, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write --csv " + file + " (" + e.getClass().getSimpleName()
                    + "): is its folder there, and may this user write to it?", e);
        }
    }
}
