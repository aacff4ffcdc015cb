package recontrast.report.tables;

import recontrast.report.Spread;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
public record PaperFigure(
        String table, String dataset, String category, String method, String metric, double value, OptionalDouble std) {

    private static final String RESOURCE = "/recontrast/paper_tables.csv";
    private static final Pattern CELL = Pattern.compile("\"([^\"]*)\"(?:,|$)|([^,]*)(?:,|$)");
    private static final int CELLS = 7;

    /** Every number of every table, in the paper's order. */
    public static List<PaperFigure> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                PaperFigure.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(PaperFigure::parsed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private static PaperFigure parsed(String line) {
        List<String> cells = new ArrayList<>();
        Matcher matcher = CELL.matcher(line);
        while (cells.size() < CELLS && matcher.find()) {
            cells.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        String std = cells.get(6);
        return new PaperFigure(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4),
                Double.parseDouble(cells.get(5)),
                std.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(std)));
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
