package recontrast.report.reproduction;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import recontrast.report.tables.Csv;
import recontrast.report.tables.Sheet;
import recontrast.run.RunSpec;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A reproduced table as files: figures one a line (CSV), as it is shown (HTML), and all that is known of it (JSON). */
public final class ReproductionFiles {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

    private final Reproduction table;

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

    public ReproductionFiles(Reproduction table) {
        this.table = table;
    }

    /** One row a figure. */
    public Table figures() {
        Table rows = Table.create(table.title());
        rows.addColumns(words("category", TableFigure::category), words("method", TableFigure::method),
                words("metric", TableFigure::metric),
                words("moment", figure -> figure.moment().toString()),
                words("source", figure -> figure.source().name().toLowerCase(Locale.ROOT)));
        DoubleColumn values = DoubleColumn.create("value");
        DoubleColumn stds = DoubleColumn.create("std");
        for (TableFigure figure : table.figures()) {
            values.append(figure.spread().mean());
            figure.spread().std().ifPresentOrElse(stds::append, stds::appendMissing);
        }
        return rows.addColumns(values, stds);
    }

    private StringColumn words(String name, Function<TableFigure, String> value) {
        return StringColumn.create(name, table.figures().stream().map(value));
    }

    /**
     * Writes {@code table-A3-visa.csv}, {@code .html} and {@code .json}, over those of before.
     *
     * @param folder made where it is missing
     */
    public List<Path> write(Path folder) {
        String name = "table-" + table.published().number().replace(' ', '-') + "-" + fileName(table.data());
        Path csv = folder.resolve(name + ".csv");
        Path html = folder.resolve(name + ".html");
        Path json = folder.resolve(name + ".json");
        try {
            Files.createDirectories(folder);
            Csv.write(figures(), csv);
            Files.writeString(html, page());
            JSON.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), document());
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

    private Document document() {
        return new Document(table.published().number(), table.title(), table.dataset(), table.data(), table.notes(),
                table.runs().stream().map(Run::of).toList(), table.figures());
    }

    private String page() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + table.title()
                + "</title></head><body style=\"font-family:sans-serif\">"
                + String.join("", table.sheets().stream().map(Sheet::html).toList()) + "</body></html>\n";
    }
}
