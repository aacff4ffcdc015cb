package recontrast.report.reproduction;

import recontrast.report.Figures;
import recontrast.report.Sheet;
import recontrast.report.Sheet.Heading;
import recontrast.report.Spread;
import recontrast.report.reproduction.TableFigure.Source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A reproduced table laid out: methods by metrics where the paper has averages alone, else a sheet for each metric with
 * categories by methods.
 */
final class ReproductionSheets {

    private static final int DECIMALS = 2;

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
        return averagesAlone ? List.of(byMethod()) : byCategory();
    }

    /** The notes stand below the last. */
    private List<Sheet> byCategory() {
        List<String> metrics = ReportedMetrics.of(published).stream().filter(this::has).toList();
        String last = metrics.get(metrics.size() - 1);
        return metrics.stream()
                .map(metric -> byCategory(metric, metric.equals(last) ? table.notes() : List.of())).toList();
    }

    private boolean has(String metric) {
        return table.figures().stream().anyMatch(figure -> figure.metric().equals(metric));
    }

    private Sheet byMethod() {
        List<Column> columns = ReportedMetrics.of(published).stream()
                .flatMap(metric -> moments(unit(metric), figure -> figure.metric().equals(metric))).toList();
        List<Heading> headings = new ArrayList<>(List.of(Heading.words("method"), Heading.words("")));
        columns.forEach(column -> headings.add(column.heading()));
        List<List<String>> rows = new ArrayList<>();
        for (String method : methods) {
            List<String> row = new ArrayList<>(List.of(method, isMeasured(method) ? "measured" : "published"));
            columns.forEach(column -> row.add(cell(column, Averages.ALL, figure -> figure.method().equals(method))));
            rows.add(row);
        }
        return new Sheet(table.title(), headings, rows, table.notes());
    }

    private Sheet byCategory(String metric, List<String> notes) {
        Predicate<TableFigure> ofMetric = figure -> figure.metric().equals(metric);
        List<Column> columns = Stream.concat(
                methods.stream().filter(this::isMeasured)
                        .flatMap(method -> moments(method, ofMetric.and(figure -> figure.method().equals(method)))),
                methods.stream().filter(method -> !isMeasured(method))
                        .map(method -> new Column(Heading.number("published", method),
                                ofMetric.and(figure -> figure.method().equals(method)))))
                .filter(this::isFilled).toList();
        List<Heading> headings = new ArrayList<>(List.of(Heading.words("category")));
        columns.forEach(column -> headings.add(column.heading()));
        List<List<String>> rows = new ArrayList<>();
        for (String category : categories()) {
            List<String> row = new ArrayList<>(List.of(category));
            columns.forEach(column -> row.add(cell(column, category, figure -> true)));
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(row);
            }
        }
        return new Sheet(table.title() + "; " + unit(metric), headings, rows, notes);
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

    private boolean isMeasured(String method) {
        return measured.stream().anyMatch(figure -> figure.method().equals(method));
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

    private String cell(Column column, String category, Predicate<TableFigure> also) {
        Optional<Spread> spread = table.figures().stream().filter(column.takes().and(also))
                .filter(figure -> figure.category().equals(category)).map(TableFigure::spread).findFirst();
        return Figures.of(spread, DECIMALS);
    }

    private static String unit(String metric) {
        return metric.contains("(") ? metric : metric + ", %";
    }
}
