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

/** A CSV file whose first line names its columns, in UTF-8; more columns than are asked for do no harm. */
record CsvTable(List<CsvRow> rows) {

    private static final ObjectReader READER = new CsvMapper().readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader());

    /**
     * The rows of a file, in order, blank lines left out.
     *
     * @throws DataException where the file is missing or no CSV, or lacks one of the columns
     */
    static CsvTable read(Path file, String... columns) {
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

    static CsvTable read(InputStream in, String source, String... columns) {
        try (MappingIterator<Map<String, String>> values = READER.readValues(in)) {
            refuseMissing(columns, ((CsvSchema) values.getParserSchema()).getColumnNames(), source);
            List<CsvRow> rows = new ArrayList<>();
            while (values.hasNextValue()) {
                int line = values.getParser().currentTokenLocation().getLineNr() + 1; // the token ends the row before
                rows.add(new CsvRow(source, line, values.nextValue()));
            }
            return new CsvTable(rows.stream().filter(row -> !isBlank(row)).toList());
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

    private static boolean isBlank(CsvRow row) {
        return row.values().values().stream().allMatch(String::isBlank);
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
}
