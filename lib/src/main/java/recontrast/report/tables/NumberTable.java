package recontrast.report.tables;

import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet.Side;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sheet as columns of numbers and of words, as precise as it shows them. */
record NumberTable(Sheet sheet) {

    private static final String NUMBER = "([-+]?\\d+(?:\\.\\d+)?(?:e-?\\d+)?)";

    /** {@code 99.45}, {@code 99.45+-0.12} or {@code +2.1 [+0.4, +3.9]}. */
    private static final Pattern FIGURE = Pattern.compile(
            NUMBER + "(?:\\+-" + NUMBER + ")?(?: \\[" + NUMBER + ", " + NUMBER + "])?");

    /** What the numbers of a figure are, after the name of its column. */
    private static final Map<Integer, String> PARTS = Map.of(1, "", 2, " std", 3, " low", 4, " high");

    Table table() {
        Table table = Table.create(sheet.title());
        for (int column = 0; column < sheet.headings().size(); column++) {
            int c = column;
            Heading heading = sheet.headings().get(c);
            List<String> cells = sheet.rows().stream().map(row -> row.get(c)).toList();
            add(table, (heading.group() + " " + heading.text()).strip(), heading.side(), cells);
        }
        return table;
    }

    private static void add(Table table, String heading, Side side, List<String> cells) {
        String name = heading;
        for (int again = 2; table.columnNames().contains(name); again++) {
            name = heading + " " + again;
        }
        List<Matcher> figures = cells.stream().filter(cell -> !cell.isEmpty()).map(FIGURE::matcher).toList();
        if (side == Side.LEFT || figures.isEmpty() || !figures.stream().allMatch(Matcher::matches)) {
            table.addColumns(StringColumn.create(name, cells));
            return;
        }
        for (int part = 1; part <= PARTS.size(); part++) {
            int p = part;
            if (figures.stream().anyMatch(figure -> figure.group(p) != null)) {
                table.addColumns(Csv.numbers(name + PARTS.get(p), cells, cell -> number(cell, p)));
            }
        }
    }

    private static OptionalDouble number(String cell, int part) {
        Matcher figure = FIGURE.matcher(cell);
        return figure.matches() && figure.group(part) != null
                ? OptionalDouble.of(Double.parseDouble(figure.group(part))) : OptionalDouble.empty();
    }
}
