package recontrast.report;

import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tables as comma-separated values. */
public final class Csv {

    private Csv() { }

    /** Writes a table in place of what the file held. */
    public static void write(Table table, Path file) throws IOException {
        StringWriter text = new StringWriter(); // a file's own writer would not say why it cannot be written
        table.write().csv(text);
        Files.writeString(file, text.toString());
    }
}
