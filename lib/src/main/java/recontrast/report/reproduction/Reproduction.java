package recontrast.report.reproduction;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import recontrast.report.tables.Csv;
import recontrast.report.tables.PaperTable;
import recontrast.report.tables.Sheet;
import recontrast.run.RunSpec;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A table of the paper made again.
 *
 * @param published as the paper has it
 * @param dataset the paper's data set that this is about
 * @param data name of the data it was measured on, which may be others in that data set's layout
 * @param figures measured and published ones
 * @param runs what was read
 * @param notes what to know when reading it
 */
public record Reproduction(
        PaperTable published,
        String dataset,
        String data,
        List<TableFigure> figures,
        List<RunSpec> runs,
        List<String> notes) {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

    /** What the JSON file holds. */
    private record Document(
            String table,
            String title,
            String dataset,
            String data,
            List<String> notes,
            List<Run> runs,
            List<TableFigure> figures) { }

    private record Run(String id, String configuration, String category, long seed) {

        static Run of(RunSpec spec) {
            return new Run(spec.id(), spec.config().name(), spec.category(), spec.seed());
        }
    }

    public Reproduction {
        figures = List.copyOf(figures);
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    public String title() {
        return published.heading() + ", " + published.subject() + ": the paper's " + dataset
                + (data.equals(dataset) ? "" : ", here " + data);
    }

    /** As it is shown: a sheet for each metric where there are categories, else as few as a terminal's width allows. */
    public List<Sheet> sheets() {
        return new ReproductionSheets(this).sheets();
    }

    /** For the terminal. */
    public String text() {
        return String.join("\n\n", sheets().stream().map(Sheet::text).toList());
    }

    /** Figures one a row. */
    public Table table() {
        return Table.create(title(), words("category", TableFigure::category), words("method", TableFigure::method),
                words("metric", TableFigure::metric), words("moment", figure -> figure.moment().toString()),
                words("source", figure -> figure.source().name().toLowerCase(Locale.ROOT)),
                Csv.numbers("value", figures, figure -> OptionalDouble.of(figure.spread().mean())),
                Csv.numbers("std", figures, figure -> figure.spread().std()));
    }

    private StringColumn words(String name, Function<TableFigure, String> value) {
        return StringColumn.create(name, figures.stream().map(value));
    }

    /**
     * Writes {@code table-A3-visa.csv}, its figures, {@code .html}, as it is shown, and {@code .json}, all that is known
     * of it, over those of before.
     *
     * @param folder made where it is missing
     */
    public List<Path> write(Path folder) {
        String name = "table-" + published.number().replace(' ', '-') + "-" + fileName(data);
        Path csv = folder.resolve(name + ".csv");
        Path html = folder.resolve(name + ".html");
        Path json = folder.resolve(name + ".json");
        try {
            Files.createDirectories(folder);
            Csv.write(table(), csv);
            Files.writeString(html, page());
            JSON.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), new Document(published.number(), title(),
                    dataset, data, notes, runs.stream().map(Run::of).toList(), figures));
            return List.of(csv, html, json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the table to " + folder + " (" + e.getMessage()
                    + "): is there space, and may this user write there?", e);
        }
    }

    /** Letters and digits of any script; where other characters than spaces and lines went, a digest tells it apart. */
    private static String fileName(String data) {
        String plain = data.toLowerCase(Locale.ROOT);
        String kept = plain.replaceAll("[^\\p{L}\\p{M}\\p{N}_]+", "-");
        return kept.equals(plain.replace(' ', '-')) ? kept : "%s-%08x".formatted(kept, data.hashCode());
    }

    private String page() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title()
                + "</title></head><body style=\"font-family:sans-serif\">"
                + String.join("", sheets().stream().map(Sheet::html).toList()) + "</body></html>\n";
    }

    @Override
    public String toString() {
        return text();
    }
}
