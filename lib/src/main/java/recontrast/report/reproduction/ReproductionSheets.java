package recontrast.report.reproduction;

import recontrast.report.Figures;
import recontrast.report.Moment;
import recontrast.report.reproduction.TableFigure.Source;
import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A reproduced table laid out: methods by metrics where the paper has averages alone, else a sheet for each metric with
 * categories by methods.
 */
final class ReproductionSheets {

    private static final int DECIMALS = 2;
    private static final int WIDTH = 120; // of a terminal

    private final Reproduction table;
    private final List<TableFigure> measured;
    private final List<TableFigure> published;
    private final List<String> methods;

    /** A column of numbers: its heading, and which figures stand in it. */
    private record Column(Heading heading, Predicate<TableFigure> takes) { }

    ReproductionSheets(Reproduction table) {
        this.table = table;
        this.measured = from(Source.MEASURED);
        this.published = from(Source.PUBLISHED);
        this.methods = Stream.concat(published.stream(), measured.stream())
                .map(TableFigure::method).distinct().toList();
    }

    private List<TableFigure> from(Source source) {
        return table.figures().stream().filter(figure -> figure.source() == source).toList();
    }

    List<Sheet> sheets() {
        boolean averagesAlone = published.stream().allMatch(figure -> figure.category().equals(Averages.ALL));
        List<Sheet> sheets = averagesAlone ? byMethod() : metrics().map(this::byCategory).toList();
        List<Sheet> noted = new ArrayList<>(sheets);
        noted.set(noted.size() - 1, sheets.get(sheets.size() - 1).with(table.notes()));
        return noted;
    }

    private Stream<String> metrics() {
        return ReportedMetrics.of(published).stream()
                .filter(metric -> table.figures().stream().anyMatch(figure -> figure.metric().equals(metric)));
    }

    /** As many metrics side by side as there is room for; counted ones and measured ones apart. */
    private List<Sheet> byMethod() {
        List<List<String>> parts = new ArrayList<>();
        metrics().forEach(metric -> {
            List<String> last = parts.isEmpty() ? List.of() : parts.get(parts.size() - 1);
            List<String> wider = Stream.concat(last.stream(), Stream.of(metric)).toList();
            boolean apart = last.stream().anyMatch(other ->
                    NetworkSize.isCounted(other) != NetworkSize.isCounted(metric));
            if (last.isEmpty() || apart || !fits(byMethod(wider))) {
                parts.add(List.of(metric));
            } else {
                parts.set(parts.size() - 1, wider);
            }
        });
        return parts.stream().map(this::byMethod).toList();
    }

    private static boolean fits(Sheet sheet) {
        return sheet.text().lines().allMatch(line -> line.length() <= WIDTH);
    }

    private Sheet byMethod(List<String> metrics) {
        List<Column> columns = metrics.stream()
                .flatMap(metric -> moments(unit(metric), figure -> figure.metric().equals(metric))).toList();
        Map<List<String>, Predicate<TableFigure>> rows = new LinkedHashMap<>();
        methods.forEach(method -> rows.put(
                List.of(method, source(metrics, method)),
                figure -> figure.method().equals(method) && figure.category().equals(Averages.ALL)));
        return sheet(table.title(), List.of(Heading.words("method"), Heading.words("")), columns, rows);
    }

    private String source(List<String> metrics, String method) {
        if (metrics.stream().noneMatch(metric -> isMeasured(metric, method))) {
            return "published";
        }
        return metrics.stream().allMatch(NetworkSize::isCounted) ? "counted" : "measured";
    }

    private Sheet byCategory(String metric) {
        List<Column> columns = Stream.concat(
                methods.stream().filter(method -> isMeasured(metric, method))
                        .flatMap(method -> moments(method, of(metric, method))),
                methods.stream().filter(method -> !isMeasured(metric, method))
                        .map(method -> new Column(Heading.number("published", method), of(metric, method))))
                .filter(this::isFilled).toList();
        Map<List<String>, Predicate<TableFigure>> rows = new LinkedHashMap<>();
        categories().forEach(category -> rows.put(List.of(category), figure -> figure.category().equals(category)));
        return sheet(table.title() + "; " + unit(metric), List.of(Heading.words("category")), columns, rows);
    }

    private static Predicate<TableFigure> of(String metric, String method) {
        return figure -> figure.metric().equals(metric) && figure.method().equals(method);
    }

    /** Rows without a figure are left out. */
    private Sheet sheet(
            String title, List<Heading> keys, List<Column> columns, Map<List<String>, Predicate<TableFigure>> rows) {
        List<Heading> headings = new ArrayList<>(keys);
        columns.forEach(column -> headings.add(column.heading()));
        List<List<String>> lines = new ArrayList<>();
        rows.forEach((key, row) -> {
            List<String> cells = columns.stream().map(column -> cell(column.takes().and(row))).toList();
            if (!cells.stream().allMatch(String::isEmpty)) {
                lines.add(Stream.concat(key.stream(), cells.stream()).toList());
            }
        });
        return new Sheet(title, headings, lines, List.of());
    }

    /** What was measured last and best, and beside it what the paper reports, as far as there are such figures. */
    private Stream<Column> moments(String group, Predicate<TableFigure> of) {
        List<Column> columns = new ArrayList<>();
        for (Source source : Source.values()) {
            for (Moment moment : Moment.values()) {
                String name = (source == Source.PUBLISHED ? "paper " : "here ") + moment;
                columns.add(new Column(Heading.number(group, name.strip()),
                        of.and(figure -> figure.source() == source && figure.moment() == moment)));
            }
        }
        return columns.stream().filter(this::isFilled);
    }

    private boolean isFilled(Column column) {
        return table.figures().stream().anyMatch(column.takes());
    }

    private boolean isMeasured(String metric, String method) {
        return measured.stream().anyMatch(of(metric, method));
    }

    /** The paper's in its order, others that were measured, the average over all last. */
    private List<String> categories() {
        List<String> paper = published.stream().map(TableFigure::category).distinct().toList();
        boolean single = paper.stream().anyMatch(category -> !Averages.isAverage(category));
        Stream<String> others = measured.stream().map(TableFigure::category)
                .filter(category -> single && !Averages.isAverage(category));
        return Stream.of(paper.stream().filter(category -> !category.equals(Averages.ALL)), others,
                Stream.of(Averages.ALL)).flatMap(names -> names).distinct().toList();
    }

    private String cell(Predicate<TableFigure> wanted) {
        return Figures.of(table.figures().stream().filter(wanted).map(TableFigure::spread).findFirst(), DECIMALS);
    }

    private static String unit(String metric) {
        return metric.contains("(") ? metric : metric + ", %";
    }
}
