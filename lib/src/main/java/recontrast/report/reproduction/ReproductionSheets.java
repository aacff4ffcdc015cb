package recontrast.report.reproduction;

import recontrast.report.Figures;
import recontrast.report.Moment;
import recontrast.report.reproduction.TableFigure.Source;
import recontrast.report.tables.Columns;
import recontrast.report.tables.Sheet;
import recontrast.report.tables.Sheet.Heading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

    /** A row: what names it, and which figures stand in it. */
    private record Row(String name, Predicate<TableFigure> takes) { }

    ReproductionSheets(Reproduction table) {
        this.table = table;
        this.measured = table.figures().stream().filter(is(TableFigure::source, Source.MEASURED)).toList();
        this.published = table.figures().stream().filter(is(TableFigure::source, Source.PUBLISHED)).toList();
        this.methods = Stream.concat(published.stream(), measured.stream())
                .map(TableFigure::method).distinct().toList();
    }

    private static <T> Predicate<TableFigure> is(Function<TableFigure, T> part, T value) {
        return figure -> part.apply(figure).equals(value);
    }

    private static Predicate<TableFigure> of(String metric, String method) {
        return is(TableFigure::metric, metric).and(is(TableFigure::method, method));
    }

    List<Sheet> sheets() {
        boolean averagesAlone = published.stream().allMatch(is(TableFigure::category, Averages.ALL));
        List<Sheet> sheets = new ArrayList<>(averagesAlone ? byMethod() : metrics().map(this::byCategory).toList());
        int last = sheets.size() - 1;
        sheets.set(last, sheets.get(last).with(table.notes()));
        return sheets;
    }

    private Stream<String> metrics() {
        return TableFigure.metrics(published).stream().filter(metric -> isFilled(is(TableFigure::metric, metric)));
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
        return sheet(table.title(),
                new Columns<Row>().words("method", Row::name).words("", row -> source(metrics, row.name())),
                metrics.stream().flatMap(metric -> moments(unit(metric), is(TableFigure::metric, metric))).toList(),
                methods.stream().map(method -> new Row(method,
                        is(TableFigure::method, method).and(is(TableFigure::category, Averages.ALL)))));
    }

    private String source(List<String> metrics, String method) {
        if (metrics.stream().noneMatch(metric -> isMeasured(metric, method))) {
            return "published";
        }
        return metrics.stream().allMatch(NetworkSize::isCounted) ? "counted" : "measured";
    }

    private Sheet byCategory(String metric) {
        Stream<Column> here = methods.stream().filter(method -> isMeasured(metric, method))
                .flatMap(method -> moments(method, of(metric, method)));
        Stream<Column> others = methods.stream().filter(method -> !isMeasured(metric, method))
                .map(method -> new Column(Heading.number("published", method), of(metric, method)))
                .filter(column -> isFilled(column.takes()));
        return sheet(table.title() + "; " + unit(metric), new Columns<Row>().words("category", Row::name),
                Stream.concat(here, others).toList(),
                categories().map(category -> new Row(category, is(TableFigure::category, category))));
    }

    /** Rows without a figure are left out. */
    private Sheet sheet(String title, Columns<Row> shown, List<Column> columns, Stream<Row> rows) {
        columns.forEach(column -> shown.add(column.heading(), row -> cell(column.takes().and(row.takes()))));
        return shown.sheet(title, rows.filter(row -> columns.stream().anyMatch(column ->
                isFilled(column.takes().and(row.takes())))).toList(), List.of());
    }

    /** What was measured last and best, and beside it what the paper reports, as far as there are such figures. */
    private Stream<Column> moments(String group, Predicate<TableFigure> of) {
        return Stream.of(Source.values()).flatMap(source -> Stream.of(Moment.values()).map(moment -> new Column(
                Heading.number(group, ((source == Source.PUBLISHED ? "paper " : "here ") + moment).strip()),
                of.and(is(TableFigure::source, source)).and(is(TableFigure::moment, moment)))))
                .filter(column -> isFilled(column.takes()));
    }

    private boolean isFilled(Predicate<TableFigure> wanted) {
        return table.figures().stream().anyMatch(wanted);
    }

    private boolean isMeasured(String metric, String method) {
        return measured.stream().anyMatch(of(metric, method));
    }

    /** The paper's in its order, others that were measured, the average over all last. */
    private Stream<String> categories() {
        List<String> paper = published.stream().map(TableFigure::category).distinct().toList();
        boolean single = paper.stream().anyMatch(category -> !Averages.isAverage(category));
        Stream<String> others = measured.stream().map(TableFigure::category)
                .filter(category -> single && !Averages.isAverage(category));
        return Stream.of(paper.stream().filter(category -> !category.equals(Averages.ALL)), others,
                Stream.of(Averages.ALL)).flatMap(names -> names).distinct();
    }

    private String cell(Predicate<TableFigure> wanted) {
        return Figures.of(table.figures().stream().filter(wanted).map(TableFigure::spread).findFirst(), DECIMALS);
    }

    private static String unit(String metric) {
        return metric.contains("(") ? metric : metric + ", %";
    }
}
