package recontrast.report.tables;

import recontrast.data.Printable;
import recontrast.report.Figures;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

import java.util.ArrayList;
import java.util.List;

/**
 * A table ready to be shown: its cells are text.
 *
 * @param title empty for none
 * @param headings of the columns
 * @param rows cells, one for each heading
 * @param notes sentences below the table
 */
public record Sheet(String title, List<Heading> headings, List<List<String>> rows, List<String> notes) implements Tabular {

    private static final int MOST_ROWS = 60;

    public Sheet {
        title = Printable.of(title);
        headings = List.copyOf(headings);
        rows = rows.stream().map(row -> row.stream().map(Printable::of).toList()).toList();
        notes = notes.stream().map(Printable::of).toList();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException(
                        "expected " + headings.size() + " cells in a row, as there are headings; found " + row.size());
            }
        }
    }

    /**
     * The heading of a column.
     *
     * @param group what neighbouring columns have in common; empty for nothing
     * @param text of this column
     * @param side to which its cells are set
     */
    public record Heading(String group, String text, Side side) {

        public Heading {
            text = Printable.of(text);
        }

        /** Of words. */
        public static Heading words(String text) {
            return new Heading("", text, Side.LEFT);
        }

        /** Of numbers. */
        public static Heading number(String group, String text) {
            return new Heading(group, text, Side.RIGHT);
        }
    }

    /** Neighbouring columns of one group, or a column of none: its place and that after its last. */
    record Group(String name, int from, int to) { }

    /** The groups of columns from left to right; none where no heading has one. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int column = 0, end; column < headings.size(); column = end) {
            String name = headings.get(column).group();
            end = column + 1;
            while (!name.isEmpty() && end < headings.size() && headings.get(end).group().equals(name)) {
                end++;
            }
            groups.add(new Group(name, column, end));
        }
        return groups.stream().allMatch(group -> group.name.isEmpty()) ? List.of() : groups;
    }

    /** To which side cells are set: words left, numbers right. */
    public enum Side { LEFT, RIGHT }

    /** Any Tablesaw table; of a long one the first rows. */
    public static Sheet of(Table table) {
        List<Heading> headings = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            boolean words = column.type() == ColumnType.STRING;
            headings.add(new Heading("", column.name(), words ? Side.LEFT : Side.RIGHT));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(table.rowCount(), MOST_ROWS); row++) {
            List<String> cells = new ArrayList<>();
            for (Column<?> column : table.columns()) {
                cells.add(column.isMissing(row) ? "" : cell(column.get(row)));
            }
            rows.add(cells);
        }
        List<String> notes = table.rowCount() > MOST_ROWS
                ? List.of("the first " + MOST_ROWS + " of " + table.rowCount() + " rows") : List.of();
        return new Sheet("", headings, rows, notes);
    }

    private static String cell(Object value) {
        return value instanceof Double number ? Figures.of(number, 4).replaceFirst("\\.?0+$", "") : value.toString();
    }

    /** The same table above these sentences. */
    public Sheet with(List<String> otherNotes) {
        return new Sheet(title, headings, rows, otherNotes);
    }

    @Override
    public Sheet sheet() {
        return this;
    }

    @Override
    public String toString() {
        return text();
    }
}
