package recontrast.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One row of a CSV file whose first line names its columns, in UTF-8; it knows where it stands. More columns than are
 * asked for do no harm.
 *
 * @param source the file, as messages name it
 * @param line line of the file, from 1; too low where values above span several lines
 * @param values by the name of their column
 */
record CsvRow(String source, int line, Map<String, String> values) {

    private static final ObjectReader READER = new CsvMapper().readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    /**
     * The rows of a file, in order, blank lines left out.
     *
     * @throws DataException where the file is missing or no CSV, or lacks one of the columns
     */
    static List<CsvRow> read(Path file, String... columns) {
        if (!Files.isRegularFile(file)) {
            throw new DataException("expected the file " + file + "; found none: unpack the data set again");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), columns);
        } catch (IOException e) {
            throw new DataException("expected a readable CSV file at " + file + "; found: " + e.getMessage()
                    + ": check its permissions", e);
        }
    }

    static List<CsvRow> read(InputStream in, String source, String... columns) {
        try (MappingIterator<Map<String, String>> values = READER.readValues(in)) {
            refuseMissing(columns, ((CsvSchema) values.getParserSchema()).getColumnNames(), source);
            List<CsvRow> rows = new ArrayList<>();
            while (values.hasNextValue()) {
                int line = values.getParser().currentTokenLocation().getLineNr() + 1; // the token ends the row before
                rows.add(new CsvRow(source, line, values.nextValue()));
            }
            return rows.stream().filter(row -> !row.isBlank()).toList();
        } catch (IOException e) {
            throw new DataException("expected comma-separated values under a line of column names in "
                    + line(e).map(line -> "line " + line + " of ").orElse("") + source + "; found: " + reason(e)
                    + ": unpack the data set again", e);
        }
    }

    private static void refuseMissing(String[] columns, List<String> there, String source) {
        Stream.of(columns).filter(column -> !there.contains(column)).findFirst().ifPresent(missing -> {
            throw new DataException("expected the columns " + String.join(", ", columns) + " in line 1 of " + source
                    + "; found " + String.join(", ", there) + ": add " + missing);
        });
    }

    private boolean isBlank() {
        return values.values().stream().allMatch(String::isBlank);
    }

    private static Optional<Integer> line(IOException failure) {
        return failure instanceof JsonProcessingException broken && broken.getLocation() != null
                ? Optional.of(broken.getLocation().getLineNr()).filter(line -> line > 0) : Optional.empty();
    }

    private static String reason(IOException failure) {
        String message = failure instanceof JsonProcessingException broken ? broken.getOriginalMessage()
                : String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse("");
    }

    /** The value in a column, blanks around it removed; empty where the row is too short to have one. */
    String get(String column) {
        return values.getOrDefault(column, "").strip();
    }

    /**
     * The whole number in a column, also when written as {@code 1.0}.
     *
     * @throws DataException where there is none
     */
    int integer(String column) {
        String text = get(column);
        if (!text.matches("\\d{1,9}(\\.0*)?")) {
            throw fault("expected a whole number as " + column, text, "correct it");
        }
        return (int) Double.parseDouble(text);
    }

    /** What to throw where a value cannot be: {@code expected ... in line 7 of train.csv; found ...: ...}. */
    DataException fault(String expected, String found, String advice) {
        return new DataException(expected + " in line " + line + " of " + source + "; found "
                + (found.isEmpty() ? "nothing" : found) + ": " + advice);
    }
}
