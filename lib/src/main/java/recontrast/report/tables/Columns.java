package recontrast.report.tables;

import org.apiguardian.api.API;
import recontrast.report.RunGroup;
import recontrast.report.tables.Sheet.Heading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of a table that is shown, each with what stands in it.
 *
 * @param <R> what a row is about
 */
@API(status = API.Status.INTERNAL)
public final class Columns<R> {

    private final List<Heading> headings = new ArrayList<>();
    private final List<Function<R, ?>> cells = new ArrayList<>();

    /** With a column more. */
    public Columns<R> add(Heading heading, Function<R, ?> cell) {
        headings.add(heading);
        cells.add(cell);
        return this;
    }

    /** With a column of words more. */
    public Columns<R> words(String heading, Function<R, ?> cell) {
        return add(Heading.words(heading), cell);
    }

    /** With a column of numbers more. */
    public Columns<R> number(String group, String heading, Function<R, ?> cell) {
        return add(Heading.number(group, heading), cell);
    }

    /** Those of runs, each for the runs that a row is about. */
    Columns<R> runs(Collection<RunColumn> columns, Function<R, RunGroup> runs) {
        columns.forEach(column -> add(column.heading(), row -> column.cell(runs.apply(row))));
        return this;
    }

    /** A table with no title. */
    public Sheet sheet(Collection<R> rows, String... notes) {
        return sheet("", rows, List.of(notes));
    }

    /** The table above these sentences. */
    public Sheet sheet(String title, Collection<R> rows, List<String> notes) {
        return new Sheet(title, headings, rows.stream().map(row ->
                cells.stream().map(cell -> cell.apply(row).toString()).toList()).toList(), notes);
    }
}
