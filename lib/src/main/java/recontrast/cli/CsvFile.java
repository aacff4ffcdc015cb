package recontrast.cli;

import recontrast.report.tables.Csv;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The file that {@code --csv} names. */
final class CsvFile {

    private CsvFile() { }

    /** Writes figures to it, in place of what it held. */
    static void write(Table figures, Path file) {
        try {
            Csv.write(figures, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write --csv " + file + " (" + e.getClass().getSimpleName()
                    + "): is its folder there, and may this user write to it?", e);
        }
    }
}
