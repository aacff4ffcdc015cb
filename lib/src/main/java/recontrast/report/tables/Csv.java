package recontrast.report.tables;

import org.apiguardian.api.API;
import recontrast.data.Printable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tables as comma-separated values. */
@API(status = API.Status.INTERNAL)
public final class Csv {

    private static final Pattern FORMULA = Pattern.compile("(?s)[=+@-].*"); // to a spreadsheet

    private Csv() { }

    /** Writes a table in place of what the file held. */
    public static void write(Table table, Path file) throws IOException {
        Files.writeString(file, text(table)); // a file's own writer would not say why it cannot be written
    }

    static String text(Table table) {
        Table tame = table.copy();
        for (StringColumn words : tame.stringColumns()) {
            for (int row = 0; row < words.size(); row++) {
                words.set(row, tame(words.get(row)));
            }
        }
        StringWriter text = new StringWriter();
        tame.write().csv(text);
        return text.toString();
    }

    /** A column of numbers, one a row; missing where a row has none. */
    public static <R> DoubleColumn numbers(String name, Collection<R> rows, Function<R, OptionalDouble> number) {
        DoubleColumn column = DoubleColumn.create(name);
        rows.forEach(row -> number.apply(row).ifPresentOrElse(column::append, column::appendMissing));
        return column;
    }

    /** A word that neither a spreadsheet computes nor a terminal obeys. */
    public static String tame(String word) {
        return Printable.of(FORMULA.matcher(word).matches() ? "'" + word : word);
    }
}
