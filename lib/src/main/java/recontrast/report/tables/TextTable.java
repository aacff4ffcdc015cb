package recontrast.report.tables;

import recontrast.report.tables.Sheet.Group;
import recontrast.report.tables.Sheet.Heading;
import recontrast.report.tables.Sheet.Side;

import java.util.List;
import java.util.function.IntFunction;

/** A sheet as lines of text with aligned columns. */
final class TextTable {

    private static final int WIDTH = 120;

    private final Sheet sheet;
    private final int[] widths;

    TextTable(Sheet sheet) {
        this.sheet = sheet;
        this.widths = new int[sheet.headings().size()];
        for (int column = 0; column < widths.length; column++) {
            int c = column;
            widths[c] = Math.max(sheet.headings().get(c).text().length(),
                    sheet.rows().stream().mapToInt(row -> row.get(c).length()).max().orElse(0));
        }
        for (Group group : sheet.groups()) {
            widths[group.to() - 1] += Math.max(0, group.name().length() - span(group));
        }
    }

    private int span(Group group) {
        int span = widths[group.from()];
        for (int column = group.from() + 1; column < group.to(); column++) {
            span += gap(column).length() + widths[column];
        }
        return span;
    }

    /** What separates a column from the one before; words of one group stand closer. */
    private String gap(int column) {
        if (column == 0) {
            return "";
        }
        Heading heading = sheet.headings().get(column);
        boolean close = heading.side() == Side.LEFT && !heading.group().isEmpty()
                && heading.group().equals(sheet.headings().get(column - 1).group());
        return close ? " " : "  ";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!sheet.title().isEmpty()) {
            text.append(sheet.title()).append("\n\n");
        }
        if (!sheet.groups().isEmpty()) {
            groups(text);
        }
        line(text, column -> sheet.headings().get(column).text());
        line(text, column -> "-".repeat(widths[column]));
        for (List<String> row : sheet.rows()) {
            line(text, row::get);
        }
        text.append(sheet.notes().isEmpty() ? "" : "\n");
        for (String note : sheet.notes()) {
            wrapped(text, note);
        }
        return text.toString().stripTrailing();
    }

    private void groups(StringBuilder text) {
        int start = text.length();
        for (Group group : sheet.groups()) {
            int room = span(group) - group.name().length();
            text.append(gap(group.from())).append(" ".repeat(room / 2)).append(group.name())
                    .append(" ".repeat(room - room / 2));
        }
        strip(text, start);
    }

    private void line(StringBuilder text, IntFunction<String> cells) {
        int start = text.length();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.apply(column);
            Heading heading = sheet.headings().get(column);
            String space = " ".repeat(widths[column] - cell.length());
            text.append(gap(column))
                    .append(heading.side() == Side.LEFT ? cell + space : space + cell);
        }
        strip(text, start);
    }

    private static void strip(StringBuilder text, int start) {
        String line = text.substring(start).stripTrailing();
        text.setLength(start);
        text.append(line).append('\n');
    }

    private static void wrapped(StringBuilder text, String note) {
        int column = 0;
        for (String word : note.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column == 0 ? "" : " ").append(word);
            column += word.length() + 1;
        }
        text.append('\n');
    }
}
