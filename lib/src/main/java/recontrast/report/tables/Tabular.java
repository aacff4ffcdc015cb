package recontrast.report.tables;

import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is shown as a table. */
public interface Tabular {

    /** As it is shown. */
    Sheet sheet();

    /**
     * As numbers: unrounded where they are known so, else as they are shown, of a mean with its deviation or its
     * interval a column each.
     */
    default Table table() {
        return new NumberTable(sheet()).table();
    }

    /** For the terminal: aligned columns, ASCII. */
    default String text() {
        return new TextTable(sheet()).toString();
    }

    /** For notebooks and pages: one table element and its notes. */
    default String html() {
        return new HtmlTable(sheet()).toString();
    }

    /**
     * For a paper: a {@code table} environment with its notes below, which needs the packages {@code booktabs} and
     * {@code graphicx}; a table wider than the column shrinks to it.
     */
    default String latex() {
        return new LatexTable(sheet()).toString();
    }

    /** {@link #table()} as comma-separated values, the first line the names of its columns. */
    default String csv() {
        return Csv.text(table());
    }

    /** Writes {@link #csv()} in place of what the file held; folders are made as needed. */
    default void csv(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Csv.write(table(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
