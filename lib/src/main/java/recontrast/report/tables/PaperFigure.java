package recontrast.report.tables;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import recontrast.report.Spread;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One number the paper reports.
 *
 * @param table number of its table
 * @param dataset data set
 * @param category category, or {@code average}
 * @param method method or configuration
 * @param metric metric, with its unit where that is not percent
 * @param value in percent, or in that unit
 * @param std standard deviation over seeds, where the paper has it
 */
public record PaperFigure(String table, String dataset, String category, String method, String metric,
                          @JsonProperty("percent") double value, OptionalDouble std) {

    private static final String RESOURCE = "/recontrast/paper_tables.csv";

    /** Every number of every table, in the paper's order. */
    public static final List<PaperFigure> ALL = all();

    private static List<PaperFigure> all() {
        try (InputStream in = PaperFigure.class.getResourceAsStream(RESOURCE)) {
            return List.copyOf(new CsvMapper().registerModule(new Jdk8Module()).readerFor(PaperFigure.class)
                    .with(CsvSchema.emptySchema().withHeader()).<PaperFigure>readValues(in).readAll());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** What the paper reports, as a spread. */
    public Spread spread() {
        return new Spread(value, std);
    }

    /** The decimals it is printed with: as many as it has, one at least. */
    int decimals() {
        return Math.round(value * 100) % 10 == 0 ? 1 : 2;
    }
}
